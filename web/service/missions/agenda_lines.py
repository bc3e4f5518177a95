"""The agenda on the page of a mission: what takes place when, and what looks wrong with it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from db.models import AgendaItemRow, AgendaSpeakerRow, MissionRow
from db.moments import day_of, half_day
from db.operations.agenda import zone_of
from db.queries import agenda, missions
from web.language import dates
from web.language.speech import gettext as _
from web.language.stays import clock_name
from web.service.belonging import called

NOON = time(13)
"""Where a morning ends: a session that ends by then takes no afternoon."""
DAY = (time(7), time(21))
"""When people may be expected."""


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """A session or an external meeting, who speaks, and warnings in words."""

    row: AgendaItemRow
    hours: str
    speakers: str
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Known:
    """What an item is held against: published half-days, team, the place's clock, the others.

    `names` are those of everybody who speaks, told from namesakes.
    """

    span: tuple[int, int] | None
    team: frozenset[int]
    zone: str
    items: Sequence[AgendaItemRow]
    names: Mapping[int, str]

    def named(self, speakers: Iterable[AgendaSpeakerRow]) -> str:
        """Some of those who speak, in one line."""
        return ", ".join(self.names[each.expert_id] for each in speakers)


def agenda_lines(session: Session, mission: MissionRow) -> list[AgendaLine]:
    """The agenda of a mission in the order of its times; what is cancelled too."""
    known = _known(session, mission)
    return [_line(row, known) for row in known.items]


def doubts(session: Session, row: AgendaItemRow) -> tuple[str, ...]:
    """What looks wrong with one of them, as said where it is saved."""
    return () if row.is_cancelled else tuple(_warnings(row, _known(session, row.mission)))


def _known(session: Session, mission: MissionRow) -> _Known:
    held = missions.dates(session, mission.id)
    team = frozenset(row.expert_id for row in missions.team(session, mission.id))
    span = None if held is None else (held.first, held.last)
    items = agenda.of_missions(session, [mission.id])
    names = called(each.expert for item in items for each in item.speakers)
    return _Known(span, team, zone_of(mission), items, names)


def _line(row: AgendaItemRow, known: _Known) -> AgendaLine:
    hours = _(
        "%(starts)s–%(ends)s (local time: %(place)s)",
        starts=f"{row.starts:%H:%M}",
        ends=f"{row.ends:%H:%M}",
        place=clock_name(row.mission, row.zone),
    )
    names = known.named(row.speakers)
    return AgendaLine(row, hours, names, () if row.is_cancelled else tuple(_warnings(row, known)))


def _warnings(row: AgendaItemRow, known: _Known) -> Iterator[str]:
    if known.span is None:
        yield _("The mission has no published date: no calendar shows this yet.")
    elif not day_of(known.span[0]) <= row.day <= day_of(known.span[1]):
        yield _("This lies outside the days of the mission: calendars show it as tentative.")
    elif not _is_within(row, known.span):
        days = dates.half_days(*known.span)
        yield _("This lies outside the half-days of the mission: it takes %(days)s.", days=days)
    if row.starts < DAY[0] or row.ends > DAY[1]:
        yield _("This begins before 7:00 or ends after 21:00, local time.")
    if row.zone != known.zone:
        clock = clock_name(row.mission, row.zone)
        yield _("Its times are not in the local time of the mission’s place: %(zone)s.", zone=clock)
    gone = [each for each in row.speakers if each.expert_id not in known.team]
    if gone:
        yield _("No longer in the team: %(names)s", names=known.named(gone))
    yield from _at_once(row, known)


def _at_once(row: AgendaItemRow, known: _Known) -> Iterator[str]:
    """Who speaks somewhere else at the same time."""
    starts, ends = _hours(row)
    for other in known.items:
        begins, stops = _hours(other)
        if other is row or other.is_cancelled or not (begins < ends and starts < stops):
            continue
        there = {each.expert_id for each in other.speakers}
        twice = [each for each in row.speakers if each.expert_id in there]
        if twice:
            names = known.named(twice)
            yield _(
                "At the same time also in “%(title)s”: %(names)s", title=other.title, names=names
            )


def _hours(row: AgendaItemRow) -> tuple[datetime, datetime]:
    there = ZoneInfo(row.zone)
    return (
        datetime.combine(row.day, row.starts, there).astimezone(UTC),
        datetime.combine(row.day, row.ends, there).astimezone(UTC),
    )


def _is_within(row: AgendaItemRow, span: tuple[int, int]) -> bool:
    """Do its hours lie in half-days that the mission takes?"""
    begins = half_day(row.day, "am" if row.starts < NOON else "pm")
    ends = half_day(row.day, "am" if row.ends <= NOON else "pm")
    return span[0] <= begins and ends <= span[1]
