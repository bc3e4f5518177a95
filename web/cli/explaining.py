"""The command `explain`: why a seat is as it is, as JSON or in words."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from web.cli.seconds import Seconds
from web.cli.texts import PATH, TEXT
from web.cli.wrong import BadInput
from web.language.codes import N_
from web.language.speech import gettext as _

if TYPE_CHECKING:
    from matcher.plan import Plan
    from matcher.problem import ExpertId, Problem
    from web.cli.questions import FileQuestion, OfExpert, OfRole

SECONDS = 2.0
"""For what only solving again can tell, where nobody says how long."""
_NAMED = 10
"""Names that are listed where one is not known."""


@click.command(
    help=N_(
        "Why a seat of a plan is as it is. Of a role: how many experts are left after each "
        "requirement, which single changes would fill it, and everybody ranked. With --expert: why "
        "they are assigned there, or every reason why not and what assigning them would cost. "
        "As JSON."
    )
)
@click.argument("problem", type=PATH)
@click.argument("plan", type=PATH)
@click.option("--mission", type=TEXT, required=True, help=N_("The mission’s id."))
@click.option("--role", type=TEXT, required=True, help=N_("The role’s id."))
@click.option("--expert", type=TEXT, help=N_("Ask about this expert."))
@click.option("--text", "in_words", is_flag=True, help=N_("In words, for people."))
@click.option(
    "--time-limit",
    type=Seconds(max=1e9),
    default=SECONDS,
    show_default=True,
    help=N_("Seconds for what only another search can tell."),
)
def explain(
    problem: Path,
    plan: Path,
    mission: str,
    role: str,
    expert: str | None,
    in_words: bool,
    time_limit: float,
) -> int:
    """Answer one question about a role of a mission."""
    from matcher.problem import MissionId, RoleId
    from web.cli.questions import FileQuestion, of_expert, of_role

    facts, held = _read(problem, plan)
    who = _known(facts, mission, role, expert)
    _warn_of_breaches(facts, held)
    asked = FileQuestion(facts, held, MissionId(mission), RoleId(role), time_limit)
    answer = of_role(asked) if who is None else of_expert(asked, who)
    click.echo("\n".join(_words(asked, answer)) if in_words else _document(asked, answer))
    return 0


def _read(problem: Path, plan: Path) -> "tuple[Problem, Plan]":
    """Both files. Raises: BadInput, also where the plan file holds no plan."""
    from matcher.files import read_plan_file, read_problem
    from matcher.plan import Plan
    from web.cli.files import read

    facts = read(problem, read_problem)
    file = read(plan, lambda text: read_plan_file(text, facts.horizon))
    if file.answer.plan is None:
        raise BadInput(_("%s holds no plan: there is nothing to explain.") % plan)
    # A mission without a date has no team, whatever a file says.
    held = {name: was for name, was in file.answer.plan.missions.items() if was.start is not None}
    return facts, Plan(held)


def _warn_of_breaches(problem: "Problem", plan: "Plan") -> None:
    """Tell people, on standard error, where the plan itself breaks rules."""
    from matcher.review import review

    count = len(review(problem, plan).breaches)
    if count:
        said = _("The plan itself breaks rules: hemicycle check names the places (%d).")
        click.echo(said % count, err=True)


def _known(problem: "Problem", mission: str, role: str, expert: str | None) -> "ExpertId | None":
    """The expert asked about. Raises: BadInput where the problem does not know a name."""
    missions = {str(name): found for name, found in problem.missions.items()}
    if mission not in missions:
        raise _unknown("--mission", mission, [*missions])
    roles = [str(each.id) for each in missions[mission].roles]
    if role not in roles:
        raise _unknown("--role", role, roles)
    experts = {str(name): name for name in problem.experts}
    if expert is not None and expert not in experts:
        raise _unknown("--expert", expert, [*experts])
    return None if expert is None else experts[expert]


def _unknown(option: str, name: str, known: list[str]) -> BadInput:
    listed = ", ".join(sorted(known)[:_NAMED]) + (", …" if len(known) > _NAMED else "")
    message = _("%s: the problem knows no “%s”; expected one of: %s.")
    return BadInput(message % (option, name, listed))


def _document(asked: "FileQuestion", answer: "OfRole | OfExpert") -> str:
    from web.cli.explained import explained
    from web.cli.files import document

    return document(explained(asked, answer)).rstrip("\n")


def _words(asked: "FileQuestion", answer: "OfRole | OfExpert") -> list[str]:
    """The answer as lines, in the language of the command line."""
    from web.cli.questions import OfRole
    from web.language.sentences.explaining import expert_lines, role_lines
    from web.language.sentences.problem_names import problem_names
    from web.language.sentences.startless import with_causes

    names = with_causes(problem_names(asked.problem), asked.problem)
    if isinstance(answer, OfRole):
        return role_lines(asked.problem, answer, names)
    return expert_lines(asked.problem, answer, names)
