"""Drafts in sections, shared by several people: fields, tables and the saving of both."""
