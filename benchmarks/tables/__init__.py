"""Rows of results as Markdown tables, one file for each kind of table."""
