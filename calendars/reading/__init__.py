"""Reads other people's calendars: what can be read is read, the rest is named with its line."""
