"""The subcommands of `python -m benchmarks`, one file each: `add` its words, `run` it."""

MEASURES = (
    "sizes",
    "ptsp",
    "mspsp",
    "replan",
    "losses",
    "front",
    "questions",
    "unlocks",
    "peers",
    "feeds",
    "pages",
    "clients",
    "faults",
)
"""The commands that leave rows of results, in the order of their tables."""
