"""Changes of what is decided already: pinned dates and people."""

from dataclasses import replace

from matcher.problem import Held, Problem
from matcher.scenario.facts import Gone, Said


def pin_start(said: Said) -> Problem:
    """`pin.start` {mission, start}: it starts then."""
    return _with(said, Held(said.moment("start"), _held(said).team))


def unpin_start(said: Said) -> Problem:
    """`unpin.start` {mission}: its date is open again."""
    if _held(said).start is None:
        raise Gone
    return _with(said, Held(None, _held(said).team))


def pin_expert(said: Said) -> Problem:
    """`pin.expert` {mission, role, expert}: they go, whatever the role asks for."""
    role, expert = said.role, said.expert
    team = _held(said).without([expert]).team
    return _with(said, Held(_held(said).start, {**team, role: (*team.get(role, ()), expert)}))


def unpin_expert(said: Said) -> Problem:
    """`unpin.expert` {mission, expert}: whether they go is open again."""
    expert = said.expert
    if expert not in _held(said).experts:
        raise Gone
    return _with(said, _held(said).without([expert]))


def _held(said: Said) -> Held:
    return said.problem.pins.get(said.mission.id, Held())


def _with(said: Said, pin: Held) -> Problem:
    pins = {name: held for name, held in said.problem.pins.items() if name != said.mission.id}
    if pin.start is not None or pin.team:
        pins[said.mission.id] = pin
    return replace(said.problem, pins=pins)
