"""The missions of a scenario's plan as bars: proposed, or as published where nothing changed."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from db.ids import known_rows, mission_id, row_id
from db.models import MissionRow
from db.moments import half_day, last_half_day, to_index
from db.queries import bookings, missions, plans, timeline
from db.queries.people import by_ids
from db.words import TRAVELS
from matcher.problem import Held, Problem
from web.language.stays import clocks_of
from web.service.belonging import apart
from web.service.plans.entries import (
    Entry,
    Somebody,
    TimelinePerson,
    holds,
    near,
    person_of,
    place,
    weekend_of,
    words,
)
from web.service.plans.window import Window

PROPOSED = "proposed"
"""The status of a bar that nobody outside the scenario sees."""


@dataclass(frozen=True, slots=True)
class Board:
    """A plan's missions and people between two days; `undated` have no date in it.

    `movable` are the missions that the scenario places; the others stay as they are published,
    but for those that it does not hold: they are `dropped`.
    """

    entries: tuple[Entry, ...]
    people: tuple[TimelinePerson, ...]
    undated: tuple[MissionRow, ...]
    movable: frozenset[int]
    dropped: tuple[MissionRow, ...] = ()


def read_board(
    session: Session,
    plan_id: int | None,
    problem: Problem,
    days: Window,
    text: str,
    dropped: frozenset[int] = frozenset(),
) -> Board:
    """What a plan holds between two days, all but `dropped`; without a plan, nothing is dated."""
    planned = {} if plan_id is None else plans.starts(session, plan_id)
    starts = {key: start for key, start in planned.items() if key not in dropped}
    movable = frozenset(row_id(mission) for mission in problem.missions)
    rows = missions.all_seen(session, movable | starts.keys())
    seats = timeline.seats(session, list(starts))
    teams = {} if plan_id is None else _teams(session, plan_id)
    published = _published(session, starts)
    entries = []
    for mission in rows:
        if mission.id in starts:
            entry = _entry(mission, starts[mission.id], seats.get(mission.id, 0), published)
            team = tuple(each for _, each in teams.get(mission.id, ()))
            pin = problem.pins.get(mission_id(mission.id), Held())
            is_pinned = pin.start == to_index(entry.first, problem.horizon)
            people = known_rows(pin.experts)
            entries.append(replace(entry, team=team, is_pinned=is_pinned, pinned=people))
    touching = tuple(
        sorted(
            (e for e in entries if _touches(e, days) and holds(text, words(e))),
            key=lambda e: (e.leaves, e.mission_id),
        )
    )
    undated = tuple(row for row in rows if row.id not in starts)
    everybody = tuple(_people(session, touching))
    return Board(touching, everybody, undated, movable, tuple(missions.all_seen(session, dropped)))


def _teams(session: Session, plan_id: int) -> Mapping[int, list[tuple[str, Somebody]]]:
    rows = plans.teams(session, plan_id)
    names = apart(expert for _mission, expert in rows)
    found: dict[int, list[tuple[str, Somebody]]] = {}
    for mission, expert in rows:
        who = Somebody(expert.id, names[expert.id])
        found.setdefault(mission, []).append((expert.sort_name, who))
    return {mission: sorted(team, key=lambda each: each[0]) for mission, team in found.items()}


def _published(session: Session, starts: Collection[int]) -> Mapping[int, tuple[int, str]]:
    """First half-day and status of what calendars show."""
    held = bookings.held(session, starts)
    return {mission: (row.first, row.status) for mission, row in held.items()}


def _entry(
    row: MissionRow, start: int, seats: int, published: Mapping[int, tuple[int, str]]
) -> Entry:
    travels = row.venue == TRAVELS
    last = start + row.length - 1
    first, status = published.get(row.id, (None, PROPOSED))
    return Entry(
        mission_id=row.id,
        title=row.title,
        place=place(row),
        status=status if first == start else PROPOSED,
        first=start,
        last=last,
        leaves=start - row.travel_before if travels else start,
        returns=last + row.travel_after if travels else last,
        venue=row.venue,
        near=near(row),
        weekend=weekend_of(row),
        seats=seats,
        clocks=clocks_of(row, row.institution),
    )


def _people(session: Session, entries: Iterable[Entry]) -> list[TimelinePerson]:
    """Everybody who is sent, with their missions, by name."""
    theirs: dict[int, list[Entry]] = {}
    for entry in entries:
        for each in entry.team:
            theirs.setdefault(each.id, []).append(entry)
    rows = by_ids(session, theirs)
    told = apart(rows)
    found = [replace(person_of(row, told[row.id]), entries=tuple(theirs[row.id])) for row in rows]
    return sorted(found, key=lambda each: (each.order, each.who.id))


def _touches(entry: Entry, days: Window) -> bool:
    return entry.leaves <= last_half_day(days.last) and entry.returns >= half_day(days.first)
