"""The ledger: its SQL, the one typed door to it, and serial numbers. It knows no app and no model."""
