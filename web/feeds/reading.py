"""Which feed a token opens: its subject, its name, its entries, in the token's language."""

from dataclasses import dataclass
from datetime import datetime

from flask import current_app
from sqlalchemy.orm import Session

from calendars.feed import Feed, Mailbox, Visibility
from db.models import ExpertRow, FeedTokenRow, InstitutionRow, MissionRow
from db.queries import feeds
from db.queries.feeds import Contents
from web.feeds import wording
from web.feeds.entries import entries
from web.settings import Settings

COLOR = "midnightblue"
"""A name of CSS3, as RFC 7986 §5.9 wants it."""


@dataclass(frozen=True, slots=True)
class Found:
    """A feed and when it last changed."""

    feed: Feed
    changed_at: datetime


def read(session: Session, token: FeedTokenRow) -> Found:
    """The feed that a token opens; from here on the request speaks its language."""
    wording.speak(token.language)
    if token.expert_id is not None:
        return _expert(session, token, token.expert_id)
    if token.mission_id is not None:
        return _mission(session, token, token.mission_id)
    return _institution(session, token, token.institution_id)


def _expert(session: Session, token: FeedTokenRow, expert_id: int) -> Found:
    expert = session.get_one(ExpertRow, expert_id)
    contents = feeds.of_expert(session, expert_id)
    return _found(token, contents, expert.name, expert.institution)


def _mission(session: Session, token: FeedTokenRow, mission_id: int) -> Found:
    mission = session.get_one(MissionRow, mission_id)
    contents = feeds.of_mission(session, mission_id)
    return _found(token, contents, mission.title, mission.institution)


def _institution(session: Session, token: FeedTokenRow, institution_id: int | None) -> Found:
    institution = session.get_one(InstitutionRow, institution_id)
    contents = feeds.of_institution(session, institution.id)
    return _found(token, contents, wording.name(institution), institution, institution.id)


def _found(
    token: FeedTokenRow,
    contents: Contents,
    subject: str,
    unit: InstitutionRow,
    names_only: int | None = None,
) -> Found:
    feed = Feed(
        name=wording.feed_name(subject),
        language=token.language,
        entries=entries(contents.stays, names_only),
        organizer=_mailbox(unit),
        visibility=_visibility(),
        color=COLOR,
    )
    return Found(feed, max(contents.changed_at or token.created_at, token.created_at))


def _mailbox(unit: InstitutionRow) -> Mailbox | None:
    if not unit.mailbox:
        return None
    try:
        return Mailbox(wording.name(unit), unit.mailbox)
    # A mistyped address must not take the feed away from its readers.
    except ValueError:
        return None


def _visibility() -> Visibility:
    settings: Settings = current_app.extensions["settings"]
    return Visibility(settings.feed_class)
