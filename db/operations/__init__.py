"""Writing the ledger: one named operation each, with its line in the audit."""
