"""What experts have been asked, and what they have said."""
