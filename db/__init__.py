"""The ledger: what the house remembers, and how it is read and written."""
