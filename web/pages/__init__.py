"""Views and what they show, a folder a subject; no subject knows another."""
