"""The kinds of trials, and how long each may take."""

LOSSES, FRONT = "losses", "front"
KINDS = (LOSSES, FRONT)
FORCING = "forcing"
SECONDS = 60.0
"""Of a trial, where the job does not say."""
TIMES = (30, 60, 120, 300)
"""Seconds to choose from."""
