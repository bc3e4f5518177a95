"""The tiers that speak of seats: counted first, then dated, then named."""
