"""What the seats of missions can give at best, by start and by programme, without any search."""
