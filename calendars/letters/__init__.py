"""Mail that comes back: replies to invitations, and reports of what could not be delivered."""
