"""Large neighbourhood search and local search: a good plan made better, a part of it at a time."""
