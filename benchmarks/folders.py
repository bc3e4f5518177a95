"""Where the benchmarks read and write: `build/` for what is made, `results/` for rows."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MADE = ROOT / "build" / "benchmarks"
"""Generated problems and the peers' own environments; `make clean` removes them."""
RESULTS = ROOT / "benchmarks" / "results"
PAGES = (ROOT / "docs" / "performance.md", RESULTS / "README.md")
"""The pages with tables of results: what matters, and every instance."""
PICTURES = ROOT / "docs" / "pictures"
