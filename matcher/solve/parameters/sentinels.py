"""Numbers that stand for something: never, nobody, no end. None of them is tuned."""

import numpy as np

NEVER = np.int64(1) << 50
"""The cost of what cannot be; a sum of two still fits into 64 bits."""
DEAR = np.int32(1 << 30)
"""The cost of an assignment that cannot be, where costs have 32 bits."""
UNREACHABLE = -(1 << 50)
"""The worth of what cannot be, where the highest is wanted."""
NO_LIMIT = 1 << 62
"""More than any sum."""
ANYBODY = -1
"""The row of a nameless expert."""
NO_GROUP = np.iinfo(np.int16).max
"""Above the number of any political group."""
INFINITY = float("inf")
"""No bound."""
EXACT = 2**31
"""Up to here weights of tiers are merged into one sum that keeps their order."""
SCALE = 8
"""Lagrangian multipliers are in so many parts of a unit of the tier, so that bounds are exact."""
NOT_AFTER = -(2**40)
"""The distance of two tasks that no order binds."""
