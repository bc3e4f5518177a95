"""What losing each expert would cost a plan: seconds, critical people, reserves."""

import argparse

from benchmarks.trial_campaign import add_trial, measure_trial


def add(cli: argparse.ArgumentParser) -> None:
    """The command's own words."""
    add_trial(cli, 30.0, "losses.jsonl")


def run(asked: argparse.Namespace) -> None:
    """Every unit, loose before tight, seed after seed."""
    measure_trial("losses", asked)
