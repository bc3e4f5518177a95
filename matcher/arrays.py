"""Kinds of numpy arrays, by what their numbers say; what an axis stands for is said where it is."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Flags = NDArray[np.bool_]
"""Yes or no."""
Small = NDArray[np.int8]
"""Levels and ranks, of which there are few."""
Short = NDArray[np.int16]
"""Half-days, groups, homes and clocks."""
Rows = NDArray[np.int32]
"""Rows of experts, as the census has them."""
Indices = NDArray[np.int32]
"""Places in other arrays, of millions at once, and what must not be wider beside them."""
Numbers = NDArray[np.int64]
"""Whole numbers of any size."""
Ints = NDArray[np.signedinteger[Any]]  # Any: of whatever width
"""Whole numbers of any width: what numpy makes of several kinds together."""
