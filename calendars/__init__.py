"""The post room: what calendar programs are told, and what they tell us."""
