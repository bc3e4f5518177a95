"""The ledger: what is remembered, and the only way it changes."""
