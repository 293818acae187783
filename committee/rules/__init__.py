"""Rules and guidelines: documents, packages, special measures and rulebooks, and their adoption."""
