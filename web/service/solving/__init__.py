"""Searches for a plan: what they found, and what it changes."""
