"""Reading the ledger: one file a subject, each query with all that its page needs."""
