"""Published plans over days."""
