"""Changes of missions and their roles."""

from dataclasses import replace

from matcher.halfdays import HalfDay, Span
from matcher.problem import CEFR, DomainId, Held, Language, Problem, Role
from matcher.scenario.facts import Gone, Said

_DAY = 2
_YEARS, _SEATS = 3660, 1000
"""Days by which a mission moves, and seats of a role, at most."""


def add(said: Said) -> Problem:
    """`mission.added` {mission}: one that is asked for and not yet planned.

    Whoever makes the problem puts it in: its facts are not the change's. `Gone` where it is not.
    """
    return said.problem.with_mission(said.mission)


def drop(said: Said) -> Problem:
    """`mission.dropped` {mission}: not to be held; what came after it waits for it no longer."""
    problem, gone = said.problem, said.mission.id
    missions = {
        name: replace(mission, after=tuple(a for a in mission.after if a.mission != gone))
        for name, mission in problem.missions.items()
        if name != gone
    }
    pins = {name: pin for name, pin in problem.pins.items() if name != gone}
    return replace(problem, missions=missions, pins=pins)


def rewindow(said: Said) -> Problem:
    """`mission.window` {mission, first, last}: its possible starts."""
    return said.problem.with_mission(replace(said.mission, window=said.span))


def shift(said: Said) -> Problem:
    """`mission.shifted` {mission, days}: window, preferred date and pinned start move along.

    What would leave the horizon is cut off, or let go.
    """
    mission, by = said.mission, _DAY * said.number("days", -_YEARS, _YEARS)
    window = said.within(Span(mission.window.start + by, mission.window.end + by))
    preferred = _moved(said, mission.preferred, by)
    shifted = said.problem.with_mission(replace(mission, window=window, preferred=preferred))
    pin = said.problem.pins.get(mission.id)
    if pin is None or pin.start is None:
        return shifted
    pins = {name: held for name, held in shifted.pins.items() if name != mission.id}
    start = _moved(said, pin.start, by)
    if start is not None or pin.team:
        pins[mission.id] = Held(start, pin.team)
    return replace(shifted, pins=pins)


def _moved(said: Said, at: HalfDay | None, by: int) -> HalfDay | None:
    """A half-day so much later, where it still lies in the horizon."""
    return None if at is None or at + by not in said.horizon else at + by


def prioritise(said: Said) -> Problem:
    """`mission.priority` {mission, priority}: from 1 to 100."""
    priority = said.number("priority", 1, 100)
    return said.problem.with_mission(replace(said.mission, priority=priority))


def ban(said: Said) -> Problem:
    """`mission.banned` {mission, expert}: they do not go there."""
    return said.problem.with_mission(
        replace(said.mission, banned=said.mission.banned | {said.expert})
    )


def admit(said: Said) -> Problem:
    """`mission.admitted` {mission, expert}: they may go there again."""
    return said.problem.with_mission(
        replace(said.mission, banned=said.mission.banned - {said.expert})
    )


def count(said: Said) -> Problem:
    """`role.count` {mission, role, count}: so many seats."""
    return _with_role(said, replace(_role(said), count=said.number("count", 1, _SEATS)))


def kind(said: Said) -> Problem:
    """`role.kind` {mission, role, kind}: `member`, `official`, or `any`."""
    asked = said.text("kind")
    if asked == "any":
        return _with_role(said, replace(_role(said), kind=None))
    if asked == "member":
        return _with_role(said, replace(_role(said), kind="member"))
    if asked == "official":
        return _with_role(said, replace(_role(said), kind="official"))
    raise ValueError(f"A kind is member, official or any: {asked}.")


def domain(said: Said) -> Problem:
    """`role.domain` {mission, role, domain, level}: asked for at a level; null asks no more."""
    role, name = _role(said), DomainId(said.text("domain"))
    level = said.bound("level", 1, 3)
    if level is not None and name not in said.problem.domains:
        raise Gone
    kept = {held: least for held, least in role.domains.items() if held != name}
    return _with_role(said, replace(role, domains=kept if level is None else {**kept, name: level}))


def language(said: Said) -> Problem:
    """`role.language` {mission, role, language, level}: a CEFR level; null asks no more."""
    role, code = _role(said), Language(said.text("language"))
    level = said.facts["level"]
    kept = {spoken: least for spoken, least in role.languages.items() if spoken != code}
    if level is not None:
        kept[code] = CEFR.index(str(level)) + 1
    return _with_role(said, replace(role, languages=kept))


def speaks(said: Said) -> Problem:
    """`mission.speaks` {mission, language, level}: by somebody; null asks no more."""
    mission, code, level = said.mission, Language(said.text("language")), said.facts["level"]
    kept = {spoken: least for spoken, least in mission.speaks.items() if spoken != code}
    if level is not None:
        kept[code] = CEFR.index(str(level)) + 1
    return said.problem.with_mission(replace(mission, speaks=kept))


def _role(said: Said) -> Role:
    return said.mission.role(said.role)


def _with_role(said: Said, role: Role) -> Problem:
    return said.problem.with_mission(said.mission.with_role(role))
