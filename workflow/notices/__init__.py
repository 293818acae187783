"""Notices of deeds, as sentences, mails and digests."""
