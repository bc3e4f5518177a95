"""Experts: added, edited, their busy times typed and taken away."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from db.actors import Actor
from db.checks import check_busy, check_expert
from db.columns import columns_of
from db.errors import Flaw, Invalid, InvalidState
from db.facts import BusyFacts, ExpertFacts
from db.limits import expect_room
from db.models import (
    BusyRow,
    ExpertDomainRow,
    ExpertExperienceRow,
    ExpertLanguageRow,
    ExpertRow,
    ExpertWishRow,
)
from db.moments import moment
from db.operations.audit import audit, changed
from db.operations.references import check_expert_references
from db.operations.saving import Seen, digest, expect_unchanged, save
from db.operations.tokens import revoke
from db.operations.words import touch_named
from db.queries import experts as known
from db.queries.tokens import tokens_of
from db.text import folded, order_key

PLAIN = columns_of(ExpertFacts, ExpertRow)
"""Facts that are columns of the same name."""


def expert_facts(row: ExpertRow) -> ExpertFacts:
    """What a form about the expert would show."""
    wishes = {wish: set[int]() for wish in ("prefers", "excludes")}
    for held in row.wishes:
        wishes[held.wish].add(held.partner_id)
    return ExpertFacts(
        **{name: getattr(row, name) for name in PLAIN},
        domains={held.domain_id: held.level for held in row.domains},
        languages={held.language: held.cefr for held in row.languages},  # type: ignore[misc] # the CHECK allows no other
        experience=frozenset(held.place for held in row.experience),
        prefers=frozenset(wishes["prefers"]),
        excludes=frozenset(wishes["excludes"]),
    )


def seen(row: ExpertRow) -> Seen:
    """What a form about the expert shows."""
    return Seen(row.version, digest(described(expert_facts(row))))


def create(session: Session, facts: ExpertFacts, by: Actor, at: datetime) -> ExpertRow:
    """Put somebody on the roster. Raises: Invalid."""
    check_expert(facts)
    check_expert_references(session, facts)
    row = ExpertRow(created_at=at)
    session.add(row)
    _write(session, row, facts, at)
    audit(session, row, "created", by, at, after=described(facts))
    return row


def edit(
    session: Session,
    expert_id: int,
    facts: ExpertFacts,
    shown: int | Seen,
    by: Actor,
    at: datetime,
) -> ExpertRow:
    """Save a form that was opened at a version; who has left loses their calendar addresses.

    Where only the version has risen, and nothing that the form edits, it is not stale.

    Raises: NotFound, StaleRow, Invalid.
    """
    row = known.expert(session, expert_id)
    old = described(expert_facts(row))
    expect_unchanged(row, shown, old)
    check_expert(facts)
    check_expert_references(session, facts)
    name = row.name
    _write(session, row, facts, at)
    if row.name != name:
        touch_named(session, row.id, at)
    before, after = changed(old, described(expert_facts(row)))
    audit(session, row, "edited", by, at, before=before, after=after)
    if known.has_left(row, at.date()):
        _stop_calendars(session, row, by, at)
    return row


def add_busy(
    session: Session, expert_id: int, facts: BusyFacts, by: Actor, at: datetime
) -> BusyRow:
    """Note when an expert cannot be sent; what was typed for the same reason becomes one with it.

    What stands there already, for all of these half-days, stays as it is, and nothing is written.
    Raises: NotFound, Invalid where something else was typed for some of these half-days.
    """
    check_busy(facts)
    expert = known.expert(session, expert_id)
    typed = (BusyRow.expert_id == expert_id, BusyRow.source == "typed")
    expect_room(session, "absences", *typed)
    row = _busy(expert_id, facts, at)
    others = known.typed(session, expert_id, row.first, row.last)
    labels = {each.label for each in (row, *others) if each.label}
    if len(labels) > 1:
        met = next((each for each in others if each.label and each.label != row.label), others[0])
        when = {"days": [moment(met.first), moment(met.last)], "label": met.label}
        raise Invalid([Flaw("busy.overlaps", "busy_first", when)])
    for known_already in others:
        if _covers(known_already, row):
            return known_already
    before = [_range(each) for each in others]
    row.label = next(iter(labels), None)
    row.first = min(each.first for each in (row, *others))
    row.last = max(each.last for each in (row, *others))
    for each in others:
        session.delete(each)
    session.add(row)
    merged = {"merged": before} if before else None
    audit(session, expert, "busy_added", by, at, before=merged, after=_range(row))
    return row


def _covers(known_already: BusyRow, row: BusyRow) -> bool:
    is_named = row.label in (None, known_already.label)
    return is_named and known_already.first <= row.first and row.last <= known_already.last


def remove_busy(session: Session, busy_id: int, by: Actor, at: datetime) -> int:
    """Take back a typed range; answers whose it was. Raises: NotFound, InvalidState.

    What comes from a calendar or from the sittings is taken away there, not here.
    """
    row = known.busy_range(session, busy_id)
    if row.source != "typed":
        raise InvalidState("busy", busy_id, row.source, "removed")
    expert = known.expert(session, row.expert_id)
    before = _range(row)
    session.delete(row)
    audit(session, expert, "busy_removed", by, at, before=before)
    return expert.id


def described(facts: ExpertFacts) -> dict[str, Any]:
    """The facts as the audit keeps them: plain values, the same each time."""
    lists = {
        "domains": {str(key): level for key, level in sorted(facts.domains.items())},
        "languages": dict(sorted(facts.languages.items())),
        "experience": sorted(facts.experience),
        "prefers": sorted(facts.prefers),
        "excludes": sorted(facts.excludes),
    }
    return {name: getattr(facts, name) for name in PLAIN} | lists


def _stop_calendars(session: Session, row: ExpertRow, by: Actor, at: datetime) -> None:
    for token in tokens_of(session, "expert", row.id):
        revoke(session, token.id, by, at)


def _write(session: Session, row: ExpertRow, facts: ExpertFacts, at: datetime) -> None:
    for name in PLAIN:
        setattr(row, name, getattr(facts, name))
    row.given_name, row.family_name = facts.given_name.strip(), facts.family_name.strip()
    row.search_name = folded(row.name)
    row.sort_name = order_key(row.family_name, row.given_name)
    row.changed_at = at
    save(session, row)
    _write_lists(row, facts)
    session.flush()


def _write_lists(row: ExpertRow, facts: ExpertFacts) -> None:
    levels = {held.domain_id: held for held in row.domains}
    row.domains = [levels.get(key) or ExpertDomainRow(domain_id=key) for key in facts.domains]
    for domain in row.domains:
        domain.level = facts.domains[domain.domain_id]
    spoken = {held.language: held for held in row.languages}
    row.languages = [spoken.get(c) or ExpertLanguageRow(language=c) for c in facts.languages]
    for language in row.languages:
        language.cefr = facts.languages[language.language]
    places = {held.place: held for held in row.experience}
    row.experience = [
        places.get(place) or ExpertExperienceRow(place=place) for place in sorted(facts.experience)
    ]
    wished = dict.fromkeys(facts.prefers, "prefers") | dict.fromkeys(facts.excludes, "excludes")
    known_wishes = {held.partner_id: held for held in row.wishes}
    row.wishes = [known_wishes.get(key) or ExpertWishRow(partner_id=key) for key in sorted(wished)]
    for wish in row.wishes:
        wish.wish = wished[wish.partner_id]


def _busy(expert_id: int, facts: BusyFacts, at: datetime) -> BusyRow:
    label = (facts.label or "").strip() or None
    span = {"first": facts.first, "last": facts.last}
    return BusyRow(expert_id=expert_id, source=facts.source, label=label, created_at=at, **span)


def _range(row: BusyRow) -> dict[str, Any]:
    return {"first": moment(row.first), "last": moment(row.last), "label": row.label}
