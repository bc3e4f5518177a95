"""In front of the pages: requests are taken in whole, answers are handed out at any pace."""
