"""Which feed a token opens: its subject, its name, its entries, in the token's language."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from calendars.entry import Entry
from calendars.feed import Feed, Visibility
from db.models import (
    ExpertRow,
    FeedTokenRow,
    InstitutionRow,
    PartnerRow,
    ProgrammeRow,
    ScenarioRow,
)
from db.operations.tokens import choices_of
from db.queries import busy_people, feeds, missions
from db.queries.feeds import Contents
from web.language.fields.table import Audience
from web.language.speech import speaking
from web.service.feeds import wording
from web.service.feeds.entries import Manner, entries, mailbox
from web.service.feeds.meetings import meeting_entries
from web.service.feeds.people import people
from web.service.feeds.seen import look, parted, unavailable

_READERS: Mapping[str, Audience] = {"expert": "team", "partner": "partner"}
"""For whom feeds are written that are not for the staff of institutions."""
COLOR, COLOR_OF_PROPOSALS = "midnightblue", "darkorange"
"""Names of CSS3, as RFC 7986 §5.9 wants them."""


@dataclass(frozen=True, slots=True)
class Found:
    """A feed and when it last changed."""

    feed: Feed
    changed_at: datetime


def read(session: Session, token: FeedTokenRow, visibility: Visibility) -> Found:
    """The feed that a token opens, in its own language, not the browser's."""
    with speaking(token.language):
        found = _read(session, token)
    return replace(found, feed=replace(found.feed, visibility=visibility))


def _read(session: Session, token: FeedTokenRow) -> Found:
    subject = _SUBJECTS[token.kind](session, token)
    if token.kind in ("pool", "team"):
        return _busy(session, token, subject)
    look(session, token)
    manner = _manner(token, subject)
    contents = _CONTENTS[token.kind](session, subject.id)
    unseen: tuple[Entry, ...] = ()
    if token.kind == "expert" and subject.unit:
        contents, hidden = parted(session, contents)
        unseen = unavailable(session, hidden, subject.unit.timezone, manner)
    feed = replace(
        _named(token, subject),
        entries=(
            *entries(contents.stays, manner),
            *meeting_entries(contents.meetings, manner),
            *unseen,
        ),
    )
    return Found(feed, max(contents.changed_at or token.created_at, token.created_at))


def _manner(token: FeedTokenRow, subject: "_Subject") -> Manner:
    return Manner(
        choices_of(token),
        wording.FeedNaming(
            subject.names_only,
            0 if subject.unit is None else subject.unit.id,
            _READERS.get(token.kind, "staff"),
        ),
        travels_from=subject.unit.timezone if token.kind == "expert" and subject.unit else "",
        scenario=subject.name if token.kind == "scenario" else "",
    )


def _named(token: FeedTokenRow, subject: "_Subject") -> Feed:
    """Empty still; what is only proposed is called otherwise, and has another colour."""
    if token.kind == "scenario":
        proposed = _empty(token, wording.scenario_name(subject.name))
        return replace(proposed, color=COLOR_OF_PROPOSALS)
    return _empty(token, wording.feed_name(subject.name))


@dataclass(frozen=True, slots=True)
class _Subject:
    """Whose feed it is: its id and name, who answers for it, and whose people may be named."""

    id: int
    name: str
    unit: InstitutionRow | None
    names_only: int | None = None


def _expert(session: Session, token: FeedTokenRow) -> _Subject:
    row = session.get_one(ExpertRow, token.expert_id)
    return _Subject(row.id, row.name, row.institution)


def _mission(session: Session, token: FeedTokenRow) -> _Subject:
    row = missions.with_institution(session, token.mission_id)
    names = row.institution_id if token.kind == "team" else None
    return _Subject(row.id, row.title, row.institution, names)


def _institution(session: Session, token: FeedTokenRow) -> _Subject:
    row = session.get_one(InstitutionRow, token.institution_id)
    return _Subject(row.id, wording.name(row), row, row.id)


def _programme(session: Session, token: FeedTokenRow) -> _Subject:
    row = session.get_one(ProgrammeRow, token.programme_id)
    unit = session.get_one(InstitutionRow, row.institution_id)
    return _Subject(row.id, wording.name(row), unit, unit.id)


def _partner(session: Session, token: FeedTokenRow) -> _Subject:
    row = session.get_one(PartnerRow, token.partner_id)
    return _Subject(row.id, wording.name(row), None, names_only=0)


def _scenario(session: Session, token: FeedTokenRow) -> _Subject:
    """Nobody answers for a proposal; planners see everybody's names in it."""
    row = session.get_one(ScenarioRow, token.scenario_id)
    return _Subject(row.id, row.name, None)


_SUBJECTS: Mapping[str, Callable[[Session, FeedTokenRow], _Subject]] = {
    "expert": _expert,
    "mission": _mission,
    "institution": _institution,
    "programme": _programme,
    "partner": _partner,
    "pool": _institution,
    "team": _mission,
    "scenario": _scenario,
}
_CONTENTS: Mapping[str, Callable[[Session, int], Contents]] = {
    "expert": feeds.of_expert,
    "mission": feeds.of_mission,
    "institution": feeds.of_institution,
    "programme": feeds.of_programme,
    "partner": feeds.of_partner,
    "scenario": feeds.of_scenario,
}


def _busy(session: Session, token: FeedTokenRow, subject: _Subject) -> Found:
    of = busy_people.of_pool if token.kind == "pool" else busy_people.of_team
    found = of(session, subject.id)
    feed = replace(
        _empty(token, wording.busy_name(subject.name)),
        organizer=None if subject.unit is None else mailbox(subject.unit),
        people=people(found, subject.names_only or 0),
    )
    return Found(feed, max((token.created_at, *(each.changed_at for each in found))))


def _empty(token: FeedTokenRow, name: str) -> Feed:
    return Feed(
        name=name,
        language=token.language,
        entries=(),
        color=COLOR,
    )
