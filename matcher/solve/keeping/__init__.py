"""Keep to what is published: a first plan made of it, and the fewest people to call."""
