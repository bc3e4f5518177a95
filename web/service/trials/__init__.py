"""What trials ask and find: losses, fronts, forced seats."""
