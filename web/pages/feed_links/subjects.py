"""Whose calendar a secret address opens, and whether it is the reader's business."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import abort, url_for
from sqlalchemy.orm import Session

from db.models import FeedTokenRow, PartnerRow, ProgrammeRow
from db.models.token import SUBJECTS
from db.queries import experts, institutions, missions, scenarios
from db.words import FEED_KINDS, FeedKind
from web.language.own_names import own_name
from web.language.speech import gettext as _
from web.service.belonging import call
from web.service.reader import Reader, the_reader
from web.service.roles import KEEPERS, PLANNING


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose calendar it is: the name, and the page that it belongs to."""

    kind: FeedKind
    id: int
    name: str
    page: str
    is_readers: bool


def subject(session: Session, kind: FeedKind, key: int) -> Subject:
    """Whose calendar; 404 where it is not the reader's business."""
    found = _SUBJECTS[kind](session, kind, key, the_reader())
    return found if found.is_readers else abort(404)


def subject_of(session: Session, token: FeedTokenRow) -> Subject:
    """Whose calendar an address opens; 404 where it is not the reader's business."""
    kind = next(kind for kind in FEED_KINDS if kind == token.kind)
    return subject(session, kind, getattr(token, SUBJECTS[kind]))


def _expert(session: Session, kind: FeedKind, key: int, reader: Reader) -> Subject:
    row = experts.expert(session, key)
    own = row.institution_id in reader.institutions(*KEEPERS) or key in reader.experts
    return Subject(kind, key, call(row), url_for("experts.show", expert_id=key), own)


def _mission(session: Session, kind: FeedKind, key: int, reader: Reader) -> Subject:
    row = missions.mission(session, key)
    own = row.institution_id in reader.institutions(*KEEPERS)
    return Subject(kind, key, row.title, url_for("missions.show", mission_id=key), own)


def _institution(session: Session, kind: FeedKind, key: int, reader: Reader) -> Subject:
    row = institutions.institution(session, key)
    page = url_for("institutions.show", institution_id=key)
    return Subject(kind, key, own_name(row), page, key in reader.institutions(*KEEPERS))


def _programme(session: Session, kind: FeedKind, key: int, reader: Reader) -> Subject:
    row = session.get(ProgrammeRow, key) or abort(404)
    own = row.institution_id in reader.institutions(*KEEPERS)
    page = url_for("institutions.show", institution_id=row.institution_id)
    return Subject(kind, key, own_name(row), page, own)


def _partner(session: Session, kind: FeedKind, key: int, reader: Reader) -> Subject:
    """Partners are everybody's: a feed of theirs names nobody."""
    row = session.get(PartnerRow, key) or abort(404)
    page = url_for("feed_links.show", kind=kind, subject_id=key)
    return Subject(kind, key, own_name(row), page, bool(reader.institutions(*KEEPERS)))


def _scenario(session: Session, kind: FeedKind, key: int, reader: Reader) -> Subject:
    """Scenarios are of all who plan in their author's institution."""
    row = scenarios.scenario(session, key)
    page = url_for("scenarios.show", scenario_id=key)
    return Subject(kind, key, row.name, page, reader.has(*PLANNING))


_SUBJECTS: Mapping[FeedKind, Callable[[Session, FeedKind, int, Reader], Subject]] = {
    "expert": _expert,
    "mission": _mission,
    "institution": _institution,
    "programme": _programme,
    "partner": _partner,
    "pool": _institution,
    "team": _mission,
    "scenario": _scenario,
}


def explanation(kind: FeedKind) -> str:
    """What somebody with an address of this kind can read."""
    return {
        "expert": _(
            "Anyone who has one of these addresses reads this person’s missions in their calendar"
            " program, without a password."
        ),
        "mission": _(
            "Anyone who has one of these addresses reads this mission in their calendar program."
        ),
        "institution": _(
            "Anyone who has one of these addresses reads all missions of this institution in their"
            " calendar program, with the names of its own people, without a password."
        ),
        "programme": _(
            "Anyone who has one of these addresses reads all missions of this programme in their"
            " calendar program, with the names of the institution’s own people."
        ),
        "partner": _(
            "Anyone who has one of these addresses reads all missions for this partner in their"
            " calendar program, without anybody’s name."
        ),
        "pool": _(
            "Anyone who has one of these addresses can see when the people of this "
            "institution are busy, but not with what."
        ),
        "team": _(
            "Anyone who has one of these addresses can see when the people of this team "
            "are busy, but not with what."
        ),
        "scenario": _(
            "Anyone who has one of these addresses reads everything that this scenario proposes in"
            " their calendar program, with everybody’s name, each entry under the scenario’s name"
            " and as tentative. Once it is published or put aside, the calendar is empty."
        ),
    }[kind]
