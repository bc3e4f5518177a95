"""The earliest finish of missions with teams and order (multi-skill project scheduling)."""
