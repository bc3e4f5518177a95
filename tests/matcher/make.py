"""Small values with sensible defaults; a test names only what it is about.

The horizon is Monday 1 March 2027 to Sunday 14 March: half-day 0 is Monday morning.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from matcher.halfdays import Horizon, Span
from matcher.plan import Breach, Plan
from matcher.problem import (
    Domain,
    Expert,
    ExpertId,
    Held,
    Institution,
    Mission,
    MissionId,
    Partner,
    Problem,
    Programme,
    Role,
    RoleId,
)

Facts = Any  # keywords of the value that is made, as its class takes them
HORIZON = Horizon(date(2027, 3, 1), date(2027, 3, 14))
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(0, 14, 2)
WEEK = frozenset(range(1, 8))


def expert(name: str = "anna", **facts: Facts) -> Expert:
    """An official of `qc`."""
    return Expert(**{"id": name, "kind": "official", "institution": "qc", **facts})


def member(name: str = "marc", **facts: Facts) -> Expert:
    """A member of `qc`."""
    return expert(name, **{"kind": "member", **facts})


def role(name: str = "r", **facts: Facts) -> Role:
    """A role for anybody."""
    return Role(**{"id": RoleId(name), **facts})


def mission(name: str = "m", **facts: Facts) -> Mission:
    """One day abroad, at any time, with one seat for anybody."""
    usual = {
        "id": MissionId(name),
        "venue": "abroad",
        "partner": "ht",
        "window": Span(0, len(HORIZON)),
        "length": 2,
        "weekdays": WEEK,
        "roles": (role(),),
    }
    return Mission(**{**usual, **facts})


def home(name: str = "m", **facts: Facts) -> Mission:
    """One day at `qc`."""
    return mission(name, **{"venue": "home", "partner": None, "institution": "qc", **facts})


def remote(name: str = "m", **facts: Facts) -> Mission:
    """One morning session with `ht`."""
    return mission(name, **{"venue": "remote", "length": 1, **facts})


def partner(name: str = "ht", **facts: Facts) -> Partner:
    """A parliament with Toronto's clock."""
    usual = {"id": name, "country": name.upper(), "timezone": "America/Toronto"}
    return Partner(**{**usual, **facts})


def institution(name: str = "qc", **facts: Facts) -> Institution:
    """A parliament with Toronto's clock."""
    return Institution(**{"id": name, "timezone": "America/Toronto", **facts})


def programme(name: str = "p", **facts: Facts) -> Programme:
    """A sponsor without bounds."""
    return Programme(**{"id": name, **facts})


def problem(
    missions: Iterable[Mission] | Mission = (),
    experts: Iterable[Expert] | Expert = (),
    *,
    institutions: Iterable[Institution] = (),
    partners: Iterable[Partner] = (),
    domains: Iterable[Domain] = (),
    programmes: Iterable[Programme] = (),
    **facts: Facts,
) -> Problem:
    """A problem of two weeks with `qc`, `fr`, `ht` and `mg`, or others of those names."""
    usual: dict[str, Iterable[Any]] = {  # each section has its own kind of item
        "institutions": [institution("qc"), institution("fr"), *institutions],
        "partners": [partner("ht"), partner("mg"), *partners],
        "domains": domains,
        "programmes": programmes,
        "missions": [missions] if isinstance(missions, Mission) else missions,
        "experts": [experts] if isinstance(experts, Expert) else experts,
    }
    by_id = {section: {item.id: item for item in items} for section, items in usual.items()}
    return Problem(**{"horizon": HORIZON, **by_id, **facts})


def held(start: int | None, *seated: str, **team: Iterable[str]) -> Held:
    """A date and a team: those named first sit in role `r`."""
    full = {"r": seated, **team} if seated else team
    return Held(start, {RoleId(name): tuple(map(ExpertId, who)) for name, who in full.items()})


def plan(**missions: Held) -> Plan:
    """A plan of these missions."""
    return Plan({MissionId(name): when for name, when in missions.items()})


def breach(code: str, *where: str, facts: Facts = None, expert: str | None = None) -> Breach:
    """A breach at a mission, a role, an expert, as far as they are named."""
    names: list[Any] = [*where, None, None, None]  # ids are texts
    return Breach(code, names[0], names[1], ExpertId(expert) if expert else names[2], facts or {})
