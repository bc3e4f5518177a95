"""Missions as pages and letters need them."""
