"""Measure what is claimed: `python -m benchmarks COMMAND`; `report` then fills the pages."""

import argparse
import importlib

from benchmarks.commands import MEASURES

COMMANDS = (*MEASURES, "report")


def main() -> None:
    """Run the subcommand that was typed."""
    cli = argparse.ArgumentParser(prog="benchmarks", description="Measure what is claimed.")
    commands = cli.add_subparsers(required=True, metavar="COMMAND")
    for name in COMMANDS:
        module = importlib.import_module(f"benchmarks.commands.{name}")
        words = commands.add_parser(name, help=module.__doc__, description=module.__doc__)
        module.add(words)
        words.set_defaults(run=module.run)
    asked = cli.parse_args()
    asked.run(asked)


if __name__ == "__main__":
    main()
