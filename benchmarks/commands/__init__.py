"""The subcommands of `python -m benchmarks`, one file each: `add` its words, `run` it."""
