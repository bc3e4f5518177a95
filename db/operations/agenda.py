"""The agenda of a mission written: sessions and external meetings added, moved, cancelled.

A row is for life: its UID never changes, its SEQUENCE rises when time, place or status changes.
"""

from collections.abc import Iterator
from datetime import datetime
from uuid import uuid4

from sqlalchemy.orm import Session

from db.actors import Actor
from db.errors import Flaw, Invalid
from db.facts import AgendaFacts
from db.limits import expect_room
from db.models import AgendaItemRow, AgendaSpeakerRow, MissionRow
from db.operations.audit import audit, changed
from db.operations.saving import expect_version, save
from db.queries import agenda as known
from db.queries import missions

ENTRY = ("day", "starts", "ends", "zone", "place", "link", "is_cancelled")
"""What raises SEQUENCE: time, place, status."""


def add(
    session: Session, mission_id: int, facts: AgendaFacts, by: Actor, at: datetime
) -> AgendaItemRow:
    """Add a session or an external meeting. Raises: NotFound, Invalid."""
    mission = missions.mission(session, mission_id)
    _check(session, mission, None, facts)
    expect_room(session, "sessions", AgendaItemRow.mission_id == mission.id)
    row = AgendaItemRow(mission_id=mission.id, uid=str(uuid4()), created_at=at, changed_at=at)
    _write(row, facts, clocks(mission, None)[0])
    session.add(row)
    session.flush()
    audit(session, mission, "agenda_added", by, at, after=described(row))
    return row


def edit(
    session: Session, item_id: int, facts: AgendaFacts, version: int, by: Actor, at: datetime
) -> AgendaItemRow:
    """Save a form that was opened at a version. Raises: NotFound, StaleRow, Invalid."""
    row = known.item(session, item_id)
    expect_version(row, version)
    _check(session, row.mission, row, facts)
    before, entry = described(row), _entry(row)
    _write(row, facts, row.zone)
    old, new = changed(before, described(row))
    if new:
        _saved(session, row, entry, at)
        audit(session, row.mission, "agenda_edited", by, at, before=old, after=new)
    return row


def set_cancelled(
    session: Session, item_id: int, is_cancelled: bool, version: int, by: Actor, at: datetime
) -> AgendaItemRow:
    """Cancel it, or let it take place after all. Raises: NotFound, StaleRow."""
    row = known.item(session, item_id)
    expect_version(row, version)
    if row.is_cancelled != is_cancelled:
        entry = _entry(row)
        row.is_cancelled = is_cancelled
        _saved(session, row, entry, at)
        what = "agenda_cancelled" if is_cancelled else "agenda_restored"
        audit(session, row.mission, what, by, at, after=described(row))
    return row


def described(row: AgendaItemRow) -> dict[str, object]:
    """What the history keeps of it."""
    return {
        "uid": row.uid,
        "kind": row.kind,
        "title": row.title,
        "day": row.day,
        "starts": row.starts.isoformat("minutes"),
        "ends": row.ends.isoformat("minutes"),
        "zone": row.zone,
        "place": row.place,
        "link": row.link,
        "speakers": sorted(each.expert_id for each in row.speakers),
        "is_cancelled": row.is_cancelled or False,  # The default comes with the flush.
    }


def zone_of(mission: MissionRow) -> str:
    """The zone by whose clock a mission's sessions are noted: at home ours, else the partner's."""
    if mission.venue == "home" or mission.partner is None:
        return mission.institution.timezone
    return mission.partner.timezone


def clocks(mission: MissionRow, row: AgendaItemRow | None) -> tuple[str, ...]:
    """The zones in which hours may be noted: that which they have, then that of the place."""
    here = zone_of(mission)
    return (here,) if row is None else tuple(dict.fromkeys((row.zone, here)))


def _check(
    session: Session, mission: MissionRow, row: AgendaItemRow | None, facts: AgendaFacts
) -> None:
    allowed = {each.expert_id for each in missions.team(session, mission.id)}
    allowed |= set() if row is None else {each.expert_id for each in row.speakers}
    flaws = list(_flaws(facts, allowed))
    if facts.zone is not None and facts.zone not in clocks(mission, row):
        flaws.append(Flaw("agenda.other_clock", "zone"))
    if flaws:
        raise Invalid(tuple(flaws))


def _flaws(facts: AgendaFacts, allowed: set[int]) -> Iterator[Flaw]:
    if not facts.title.strip():
        yield Flaw("field.required", "title")
    if facts.starts >= facts.ends:
        yield Flaw("range.ends_before_start", "ends")
    if facts.link and not _is_https(facts.link):
        yield Flaw("agenda.link_not_https", "link")
    if not facts.speakers <= allowed:
        yield Flaw("agenda.speaker_outside_team", "speakers")


def _is_https(link: str) -> bool:
    """An address of https on one line, in signs that need no escape (RFC 3986)."""
    return (
        link.startswith("https://") and len(link) > 8 and all("!" <= sign <= "~" for sign in link)
    )


def _write(row: AgendaItemRow, facts: AgendaFacts, zone: str) -> None:
    row.kind, row.title, row.place = facts.kind, facts.title.strip(), facts.place.strip()
    row.day, row.starts, row.ends, row.zone = (
        facts.day,
        facts.starts,
        facts.ends,
        facts.zone or zone,
    )
    row.link = facts.link
    spoken = {each.expert_id: each for each in row.speakers}
    row.speakers = [
        spoken.get(key) or AgendaSpeakerRow(expert_id=key) for key in sorted(facts.speakers)
    ]


def _entry(row: AgendaItemRow) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in ENTRY)


def _saved(session: Session, row: AgendaItemRow, entry: tuple[object, ...], at: datetime) -> None:
    row.sequence += entry != _entry(row)
    row.changed_at = at
    save(session, row)
