"""The command `compare`: two plans of one problem, in figures or in words."""

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from web.cli.texts import PATH
from web.language.codes import N_

if TYPE_CHECKING:
    from matcher.compare import Comparison, MissionChange, Side
    from matcher.problem import Problem

Json = dict[str, Any]  # a document to print


@click.command(
    help=N_(
        "Say what differs between two plans of a problem, from the first to the second, as JSON "
        "or in words. Ends with 0 whether they differ or not, with 1 where a plan breaks a rule, "
        "with 2 where a file cannot be used."
    )
)
@click.argument("problem", type=PATH)
@click.argument("before", type=PATH)
@click.argument("after", type=PATH)
@click.option("--text", is_flag=True, help=N_("Say it in sentences."))
def compare(problem: Path, before: Path, after: Path, text: bool) -> int:
    """Print the differences."""
    from matcher.compare import compare as compared
    from matcher.files import read_plan_file, read_problem
    from matcher.plan import Plan
    from web.cli.files import document, read

    facts = read(problem, read_problem)
    was, now = (
        read(path, lambda content: read_plan_file(content, facts.horizon))
        for path in (before, after)
    )
    found = compared(
        facts,
        was.answer.plan or Plan(),
        now.answer.plan or Plan(),
        bounds_before=was.tiers or (),
        bounds_after=now.tiers or (),
    )
    if text:
        click.echo("\n".join(_words(facts, found)))
    else:
        click.echo(document(_document(facts, found)), nl=False)
    return 1 if found.before.review.breaches or found.after.review.breaches else 0


def _words(problem: "Problem", found: "Comparison") -> list[str]:
    """The differences as lines, in the language of the command line."""
    from web.language.sentences.comparing import sentences
    from web.language.sentences.problem_names import problem_names

    return list(sentences(problem, found, problem_names(problem)))


def _document(problem: "Problem", found: "Comparison") -> Json:
    moment = problem.horizon.moment
    return {
        "calls": found.calls,
        "people": sorted(found.people),
        "seats": found.seats,
        "measures": dict(found.measures),
        "tiers": [
            {**asdict(each), "step": each.step, "proven": each.proven} for each in found.tiers
        ],
        "missions": [_mission(each, moment) for each in found.missions],
        "experts": [asdict(each) for each in found.experts],
        "before": _side(found.before),
        "after": _side(found.after),
        "unknown": [asdict(each) for each in found.unknown],
    }


def _mission(change: "MissionChange", moment: Callable[[int], str]) -> Json:
    starts = {
        name: None if start is None else moment(start)
        for name, start in (
            ("start_before", change.start_before),
            ("start_after", change.start_after),
        )
    }
    return {**asdict(change), **starts, "moved": change.moved}


def _side(side: "Side") -> Json:
    return {
        "measures": dict(side.review.measures),
        "tiers": list(side.review.tiers),
        "breaches": [asdict(each) for each in side.review.breaches],
    }
