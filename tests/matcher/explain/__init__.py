"""Explanations against the reader of plans."""
