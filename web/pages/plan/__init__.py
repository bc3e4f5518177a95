"""The published plan as a timeline: missions or people against days, with its table twin."""
