"""One file a calendar program: how it is found, made to read the feed, and read back."""
