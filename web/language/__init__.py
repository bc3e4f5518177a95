"""What we say, and how it is said in each language; nothing here knows of pages or of Flask."""
