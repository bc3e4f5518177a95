"""Trials against fresh solves and against everything gone through."""
