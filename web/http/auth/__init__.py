"""Who is there: passwords, sessions, and the login page."""
