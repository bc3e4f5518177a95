"""Today, and all that the plan lacks."""
