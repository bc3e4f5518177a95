"""Missions and people on a time line, as pictures."""
