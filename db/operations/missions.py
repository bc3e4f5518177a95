"""Missions: described, edited, copied, pinned. Their states are `mission_states`' business."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actors import Actor
from db.checks import check_mission
from db.columns import defaults_of
from db.errors import DoubleBooking, Flaw, Invalid, WordNeeded
from db.facts import IN_CALENDARS, MissionFacts
from db.models import (
    AuditRow,
    ExpertRow,
    MissionAfterRow,
    MissionBanRow,
    MissionLanguageRow,
    MissionPartnerRow,
    MissionRow,
)
from db.moments import moment
from db.operations import proposals
from db.operations.agreed import heed
from db.operations.audit import audit, changed, plain
from db.operations.bookings import follow
from db.operations.mission_facts import PLAIN, described, mission_facts
from db.operations.past import ahead, span
from db.operations.references import check_mission_references
from db.operations.roles import set_roles
from db.operations.saving import Seen, digest, expect_unchanged, save
from db.operations.words import touch
from db.queries import missions as known
from db.queries import sight
from db.words import AGREED, MissionState

BOOKED = ("length", "travel_before", "travel_after", "venue", "partner_id", "institution_id")
"""Facts that bookings are made of."""
PROMISED = frozenset({"length", "venue", "partner_id", "institution_id"})
"""Those of them that the partner was promised."""
TWICE = timedelta(minutes=5)
"""Within this time the same form of the same person is the same mission."""
SHOWN = defaults_of(MissionFacts, IN_CALENDARS).keys()
"""Facts whose words calendars show."""


def create(
    session: Session,
    facts: MissionFacts,
    by: Actor,
    at: datetime,
    *,
    state: MissionState = "planned",
) -> MissionRow:
    """Add a mission. Raises: Invalid."""
    check_mission(facts, at.date())
    check_mission_references(session, facts)
    row = MissionRow(state=state, created_at=at)
    session.add(row)
    _write(session, row, facts, at)
    audit(session, row, "created", by, at, after=described(facts) | {"state": state})
    return row


def just_written(
    session: Session, facts: MissionFacts, by: Actor, at: datetime, *, state: str = "planned"
) -> int | None:
    """The mission that the same form has just made: a button that was pressed twice."""
    rows = (
        select(AuditRow)
        .where(AuditRow.subject == "mission", AuditRow.what == "created")
        .where(AuditRow.account_id == by.id, AuditRow.at >= at - TWICE)
        .order_by(AuditRow.id.desc())
        .limit(5)
    )
    wanted = plain(described(facts) | {"state": state})
    return next((row.subject_id for row in session.scalars(rows) if row.after == wanted), None)


def just_copied(
    session: Session, mission_id: int, title: str, by: Actor, at: datetime
) -> int | None:
    """The copy that the same button has just made, as long as nobody has changed it."""
    rows = (
        select(AuditRow)
        .where(AuditRow.subject == "mission", AuditRow.what == "copied")
        .where(AuditRow.account_id == by.id, AuditRow.at >= at - TWICE)
        .order_by(AuditRow.id.desc())
        .limit(5)
    )
    wanted = described(mission_facts(known.mission(session, mission_id), title=title, as_new=True))
    for row in session.scalars(rows):
        made = session.get(MissionRow, row.subject_id)
        is_same = made is not None and described(mission_facts(made)) == wanted
        if is_same and row.after == {"from": mission_id}:
            return row.subject_id
    return None


def seen(row: MissionRow) -> Seen:
    """What a form about the mission shows."""
    return Seen(row.version, digest(described(mission_facts(row))))


def edit(
    session: Session,
    mission_id: int,
    facts: MissionFacts,
    shown: int | Seen,
    by: Actor,
    at: datetime,
    *,
    word: str | None = None,
) -> MissionRow:
    """Save a form that was opened at a version; calendars follow new lengths and places.

    Where only the version has risen, and nothing that the form edits, it is not stale. `word` says
    on whose word an agreed mission changes its length or place: empty, it is proposed again.
    Raises: NotFound, StaleRow, WordNeeded, Invalid, also where somebody has no time for it, and
    where what has been held would last into the future.
    """
    row = known.mission(session, mission_id)
    old = described(mission_facts(row))
    expect_unchanged(row, shown, old)
    check_mission(facts, at.date(), (row.window_first, row.window_last))
    check_mission_references(session, facts, mission_id)
    moved = [name for name in BOOKED if getattr(row, name) != getattr(facts, name)]
    is_agreed = row.state in AGREED and PROMISED.intersection(moved) and _is_dated(session, row)
    if is_agreed and word is not None:
        heed(session, [row], word, by, at)
    until = span(known.dates(session, row.id))
    try:
        with session.begin_nested():
            _write(session, row, facts, at)
            if moved:
                follow(session, row.id, at)
                if flaws := list(ahead(row, until, span(known.dates(session, row.id)), at)):
                    raise Invalid(flaws)
                proposals.follow(session, row.id, at)
            if is_agreed and word is None:
                # Asked last, so that nobody gives a word for what cannot be; nothing is kept.
                raise WordNeeded(row.id)
    except DoubleBooking as refused:
        raise Invalid(_clashes(session, refused, row.id, moved[0])) from refused
    before, after = changed(old, described(mission_facts(row)))
    if SHOWN & after.keys():
        touch(session, {row.id}, at)
        proposals.touch_mission(session, row.id, at)
    audit(session, row, "edited", by, at, before=before, after=after)
    return row


def copy(session: Session, mission_id: int, title: str, by: Actor, at: datetime) -> MissionRow:
    """Add a mission like another one: same facts and roles, no pins, no dates held.

    Raises: NotFound, Invalid where the possible starts of the other may not be those of a new one.
    """
    original = known.mission(session, mission_id)
    facts = mission_facts(original, title=title, as_new=True)
    row = create(session, facts, by, at)
    audit(session, row, "copied", by, at, after={"from": mission_id})
    return row


def _is_dated(session: Session, row: MissionRow) -> bool:
    return known.dates(session, row.id) is not None


def _clashes(session: Session, refused: DoubleBooking, mission_id: int, field: str) -> list[Flaw]:
    """The conflicts as flaws of the field that makes the mission take more time."""
    flaws = []
    hidden = sight.hidden(session, {clash.against(mission_id) for clash in refused.conflicts})
    for clash in refused.conflicts:
        expert = session.get_one(ExpertRow, clash.expert_id).name
        days = [moment(clash.half_days[0]), moment(clash.half_days[-1])]
        facts = {"expert": expert, "days": days}
        other = clash.against(mission_id)
        if other in hidden:
            flaws.append(Flaw("availability.elsewhere", field, facts))
        else:
            title = session.get_one(MissionRow, other).title
            flaws.append(Flaw("availability.double", field, facts | {"other": title}))
    return flaws


def _write(session: Session, row: MissionRow, facts: MissionFacts, at: datetime) -> None:
    for name in PLAIN:
        setattr(row, name, getattr(facts, name))
    row.title = facts.title.strip()
    row.changed_at = at
    save(session, row)
    _write_lists(row, facts)
    set_roles(session, row, facts.roles)


def _write_lists(row: MissionRow, facts: MissionFacts) -> None:
    spoken = {known.language: known for known in row.languages}
    row.languages = [
        spoken.get(code) or MissionLanguageRow(language=code) for code in facts.languages
    ]
    for language in row.languages:
        language.cefr = facts.languages[language.language]
    bans = {known.expert_id: known for known in row.bans}
    row.bans = [bans.get(key) or MissionBanRow(expert_id=key) for key in sorted(facts.banned)]
    partners = {known.partner_id: known for known in row.further_partners}
    row.further_partners = [
        partners.get(key) or MissionPartnerRow(partner_id=key)
        for key in sorted(facts.further_partners)
    ]
    earlier = {known.earlier_id: known for known in row.after}
    row.after = [earlier.get(key) or MissionAfterRow(earlier_id=key) for key in facts.after]
    for order in row.after:
        order.lag = facts.after[order.earlier_id]
