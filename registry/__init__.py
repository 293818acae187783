"""WHERE: accounts, the ledger, transaction requests, transparency log."""
