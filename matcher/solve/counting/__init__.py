"""The tiers that speak of seats alone: counted without names, then named where people are few."""
