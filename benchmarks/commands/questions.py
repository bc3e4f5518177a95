"""Questions about a plan: milliseconds of candidates and reasons, seconds and proofs of forcing."""

import argparse

from benchmarks.trial_campaign import add_trial, measure_trial


def add(cli: argparse.ArgumentParser) -> None:
    """The command's own words."""
    add_trial(cli, 0.5, "questions.jsonl")
    cli.set_defaults(seeds=(1, 5))


def run(asked: argparse.Namespace) -> None:
    """Every unit, loose before tight, seed after seed."""
    measure_trial("questions", asked)
