"""The Lagrangian relaxation: a bound of fit, burden, delay and cost, and what it leaves open."""
