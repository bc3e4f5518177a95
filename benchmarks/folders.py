"""Where the benchmarks read and write: made things in `build/`, what was measured in `results/`."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MADE = ROOT / "build" / "benchmarks"
"""Generated problems and the peers' own environments; `make clean` removes them."""
RESULTS = ROOT / "benchmarks" / "results"
PAGE = ROOT / "docs" / "performance.md"
PICTURES = ROOT / "docs" / "pictures"
