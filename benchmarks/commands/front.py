"""The front between fit, burden and delay: points, proofs, seconds."""

import argparse

from benchmarks.trial_campaign import add_trial, measure_trial


def add(cli: argparse.ArgumentParser) -> None:
    """The command's own words."""
    add_trial(cli, 60.0, "front.jsonl")


def run(asked: argparse.Namespace) -> None:
    """Every unit, loose before tight, seed after seed."""
    measure_trial("front", asked)
