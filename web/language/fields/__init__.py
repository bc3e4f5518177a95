"""The fields of forms, each declared once: what it is called, how it is read, shown and told."""
