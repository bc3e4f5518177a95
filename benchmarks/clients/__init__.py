"""Calendar programs as people use them, and whether they read our feeds as they are meant."""
