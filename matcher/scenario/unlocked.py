"""An unlock as a change of a scenario: what would help, tried."""

from collections.abc import Callable, Mapping

from matcher.changes.facts import facts_of
from matcher.plan import Facts, Unlock, Vacancy
from matcher.problem import MissionId, Problem
from matcher.scenario.change import Change

Maker = Callable[[Problem, Facts], Change]


def change_of(problem: Problem, row: Vacancy, unlock: Unlock) -> Change:
    """The change that does what the unlock says; the unlock is one of this problem.

    Raises: KeyError where no unlock has that code.
    """
    return _MAKERS[unlock.code](problem, facts_of(problem, row, unlock))


def _named(code: str, **names: str) -> Maker:
    """A change of the same facts, each by its name in the change."""
    return lambda _problem, facts: Change(code, {to: facts[name] for to, name in names.items()})


def _kind(_problem: Problem, facts: Facts) -> Change:
    return Change("role.kind", {"mission": facts["mission"], "role": facts["role"], "kind": "any"})


def _free(_problem: Problem, facts: Facts) -> Change:
    ends = zip(("first", "last"), facts["days"], strict=True)  # type: ignore[call-overload]  # a list
    return Change("expert.free", {"expert": facts["expert"], **dict(ends)})


def _window(problem: Problem, facts: Facts, end: str) -> Change:
    window = problem.missions[MissionId(str(facts["mission"]))].window
    moment = problem.horizon.moment
    ends = {"first": moment(window.start), "last": moment(window.end - 1), end: facts["day"]}
    return Change("mission.window", {"mission": facts["mission"], **ends})


_SEAT = {"mission": "mission", "role": "role", "level": "level"}
_MOVED = _named("pin.start", mission="other", start="day")
_MAKERS: Mapping[str, Maker] = {
    "unlock.language_lower": _named("role.language", language="language", **_SEAT),
    "unlock.domain_lower": _named("role.domain", domain="domain", **_SEAT),
    "unlock.speaks_lower": _named(
        "mission.speaks", mission="mission", language="language", level="level"
    ),
    "unlock.kind_any": _kind,
    "unlock.window_earlier": lambda problem, facts: _window(problem, facts, "first"),
    "unlock.window_later": lambda problem, facts: _window(problem, facts, "last"),
    "unlock.rest_shorter": _named("expert.rest", expert="expert", half_days="rest"),
    "unlock.busy_lifted": _free,
    "unlock.move_earlier": _MOVED,
    "unlock.move_later": _MOVED,
}
