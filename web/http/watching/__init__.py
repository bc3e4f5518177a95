"""Long work followed while it goes on."""
