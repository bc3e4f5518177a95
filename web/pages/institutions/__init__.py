"""Institutions: sittings, closed days, programmes."""
