"""What every paper of a project shares: drafts, documents, versions, requests."""
