"""Feeds: what is published, at secret addresses that calendar programs read."""
