"""Publishing: one gate before every publication, and the only callers of the ledger's `publish`.

Values in, values out: nothing here knows of requests, pages or languages.
"""
