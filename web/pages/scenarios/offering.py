"""What the lists of a change's form offer."""

from collections.abc import Callable, Iterable, Mapping

from db.text import order_key
from matcher.problem import CEFR, Problem
from web.language.labels import labels, tongues
from web.language.sentences.names import Names
from web.language.speech import gettext as _
from web.pages.scenarios.kinds import KINDS

Options = list[tuple[str, str]]


def offered(
    code: str, problem: Problem, names: Names, asked: Mapping[str, str]
) -> dict[str, Options]:
    """The lists of the fields of a kind of change, by field."""
    lists: Mapping[str, Callable[[], Options]] = {
        "mission": lambda: _missions(problem),
        "missions": lambda: _missions(problem),
        "asked": lambda: list(asked.items()),
        "seat": lambda: _seats(problem, names),
        "institution": lambda: _named(problem.institutions, names.institutions),
        "programme": lambda: _named(problem.programmes, names.programmes),
        "domain": lambda: _named(problem.domains, names.domains),
        "domain_level": lambda: [("", _("not asked for")), *labels("level")],
        "language": lambda: tongues([]),
        "cefr": lambda: [("", _("not asked for")), *((each, each) for each in CEFR)],
        "person_kind": lambda: labels("kind"),
        "skills": lambda: _named(problem.domains, names.domains),
        "tongues": lambda: tongues([]),
        "kind": lambda: [("any", _("everybody")), *labels("kind")],
    }
    return {name: lists[name]() for name in KINDS[code].fields if name in lists}


def _missions(problem: Problem) -> Options:
    return _sorted({each.id: each.name or each.id for each in problem.missions.values()})


def _seats(problem: Problem, names: Names) -> Options:
    seats = {}
    for mission in problem.missions.values():
        for role in mission.roles:
            called = names.roles.get(role.id, role.id)
            seats[f"{mission.id}:{role.id}"] = f"{mission.name or mission.id} · {called}"
    return _sorted(seats)


def _named(things: Iterable[str], names: Mapping[str, str]) -> Options:
    return _sorted({each: names.get(each, each) for each in things})


def _sorted(names: Mapping[str, str]) -> Options:
    return sorted(names.items(), key=lambda pair: order_key(pair[1]))
