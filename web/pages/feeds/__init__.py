"""The addresses of calendars."""
