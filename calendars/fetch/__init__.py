"""Fetches a calendar from its address: public places only, whoever typed it, wherever it leads."""
