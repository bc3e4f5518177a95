"""The commands of the matcher: `solve` problems, `check` plans."""

import json
import math
from pathlib import Path

import click

from web.cli.seconds import Seconds
from web.cli.texts import PATH
from web.cli.wrong import BadInput, why
from web.language.codes import N_
from web.language.speech import gettext as _

SECONDS = 60.0
"""For each problem, where nobody says how long."""
"""A file to read or write; whether it can be is said with its name, in our words."""


@click.command(
    help=N_(
        "Find the best plan of each problem file, and say whether a better one is possible. Plans "
        "are written beside the problems as NAME.plan.json. Ctrl-C keeps the best plan so far. "
        "Ends with 1 where pins leave no plan, with 2 where a file cannot be used."
    )
)
@click.argument("problems", nargs=-1, required=True, type=PATH, metavar="PROBLEM...")
@click.option("-o", "--output", type=PATH, help=N_("Write the one plan here; - prints it."))
@click.option("--out-dir", type=PATH, help=N_("Write the plans into this folder."))
@click.option(
    "--time-limit",
    type=Seconds(max=1e9),
    help=N_("Seconds for each problem; 60, or none where there is a work limit."),
)
@click.option(
    "--work-limit",
    type=Seconds(max=1e9),
    help=N_("Work for each problem, counted so that the same input gives the same plan."),
)
@click.option(
    "--workers",
    type=click.IntRange(1, 256),
    default=2,
    show_default=True,
    help=N_("Searches that run side by side."),
)
@click.option(
    "--seed",
    type=click.IntRange(0, 2**31 - 1),
    default=1,
    show_default=True,
    help=N_("Another seed looks in another order."),
)
@click.option("--start", type=PATH, help=N_("Begin from this plan."))
@click.option("--verbose", is_flag=True, help=N_("Tell in figures, as the search reckons."))
def solve(
    problems: tuple[Path, ...],
    output: Path | None,
    out_dir: Path | None,
    time_limit: float | None,
    work_limit: float | None,
    workers: int,
    seed: int,
    start: Path | None,
    verbose: bool,
) -> int:
    """Solve each problem and end with the worst exit status."""
    targets = _targets(problems, output, out_dir)
    if start is not None and len(problems) > 1:
        raise BadInput(_("--start goes with a single problem."))

    from web.cli.solving import SolveOrder, Solving

    seconds = time_limit or (SECONDS if work_limit is None else math.inf)
    with Solving(SolveOrder(seconds, work_limit, workers, seed, start, verbose)) as solving:
        return max(solving.solve(problem, target) for problem, target in targets)


def _targets(
    problems: tuple[Path, ...], output: Path | None, out_dir: Path | None
) -> list[tuple[Path, Path]]:
    """Where each plan goes. Raises: BadInput where two would go to one place."""
    if output is not None and (out_dir is not None or len(problems) > 1):
        raise BadInput(_("-o goes with a single problem, and without --out-dir."))
    if output is not None:
        return [(problems[0], output)]
    if out_dir is not None:
        _make(out_dir)
    targets = [(path, (out_dir or path.parent) / f"{path.stem}.plan.json") for path in problems]
    seen: dict[Path, Path] = {}
    for problem, target in targets:
        if target in seen:
            message = _("The plans of %s and %s would both be written to %s.")
            raise BadInput(message % (seen[target], problem, target))
        seen[target] = problem
    return targets


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput(_("The folder %s cannot be made: %s.") % (folder, why(error))) from error


@click.command(
    help=N_(
        "Check a plan without a search: the rules that it breaks, its measures, its value in each "
        "thing that counts, and what the file claims wrongly, as JSON. Ends with 1 where there is "
        "a breach or a false claim."
    )
)
@click.argument("problem", type=PATH)
@click.argument("plan", type=PATH)
def check(problem: Path, plan: Path) -> int:
    """Print what the reader finds in a plan."""
    from matcher.claims import false_claims
    from matcher.files import read_plan_file, read_problem
    from matcher.plan import Plan
    from matcher.review import review
    from web.cli.files import read

    facts = read(problem, read_problem)
    file = read(plan, lambda text: read_plan_file(text, facts.horizon))
    found = review(facts, file.answer.plan or Plan())
    claims = list(false_claims(facts, file, found))
    breaches = found.breaches if file.answer.plan is not None else ()
    answer = {
        "breaches": [_row(breach.code, breach) for breach in breaches],
        "measures": dict(found.measures),
        "tiers": list(found.tiers),
        "claims": [{"code": claim.code, **claim.facts} for claim in claims],
    }
    click.echo(json.dumps(answer, ensure_ascii=False, indent=1))
    return 1 if breaches or claims else 0


def _row(code: str, breach: "object") -> dict[str, object]:
    where = {key: getattr(breach, key) for key in ("mission", "role", "expert")}
    named = {key: value for key, value in where.items() if value is not None}
    return {"code": code, **named, "facts": dict(getattr(breach, "facts", {}))}
