"""Questions that only solving again can answer: what a change, a pin or a loss would bring."""
