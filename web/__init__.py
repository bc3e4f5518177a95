"""The doors: pages, feeds, the worker and the command line."""
