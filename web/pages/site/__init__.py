"""What the site says of itself."""
