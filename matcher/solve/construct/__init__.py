"""Plans built step by step: dates first, then names, one mission after the other."""
