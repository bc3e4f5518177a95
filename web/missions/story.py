"""The history of a mission: what was done to it, and what became of it in plans, mails, answers."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from db.models import MissionRow, PlanRow
from db.queries import audit, people, plans
from db.queries import story as queries
from db.words import TRAVELS
from web.answers.said import all_said
from web.belonging import called
from web.history import LAST, Line, history_lines, whom
from web.i18n import gettext as _
from web.i18n import listed
from web.outbox.listing import kind
from web.stays import clocks_of, stay_words


@dataclass(frozen=True, slots=True)
class _Held:
    """The mission in one release: its dates in words, and its team."""

    days: str = ""
    team: frozenset[int] = frozenset()


def story(session: Session, mission: MissionRow) -> list[Line]:
    """Everything that happened to a mission, the latest first."""
    found = [
        *_done(session, mission.id),
        *_published(session, mission),
        *_answered(session, mission.id),
        *_told(session, mission.id),
    ]
    return sorted(found, key=lambda line: (line.at, line.number), reverse=True)


def _done(session: Session, mission_id: int) -> list[Line]:
    """What was done to the mission itself; a no that was answered stands among the answers."""
    rows = audit.history(session, "mission", mission_id)
    answered = queries.answered_refusals(session, mission_id)
    rows = [
        row for row in rows if not (row.what == "refusal_kept" and (row.at, whom(row)) in answered)
    ]
    experts = people.by_ids(session, [key for key in map(whom, rows) if key is not None])
    return history_lines(rows, called(experts))


def _published(session: Session, mission: MissionRow) -> Iterator[Line]:
    releases = plans.every_release(session)
    published = plans.publications(session, [row.id for row in releases])
    publishers = plans.publishers(session, releases)
    seated, teams = queries.teams(session, mission.id, [row.id for row in releases])
    starts = queries.starts(session, mission.id, [row.id for row in releases])
    names, was = called(seated.values()), _Held()
    for row in releases:
        start = starts.get(row.id)
        days = "" if start is None else _days(mission, start)
        now = _Held(days, teams.get(row.id, frozenset()) if days else frozenset())
        if now != was and row.published_at is not None:
            sentence = listed(_changes(row, was, now, names))
            by = publishers.get(row.id, _("another institution"))
            yield Line(row.published_at, by, sentence, None, published[row.id].id)
        was = now


def _changes(row: PlanRow, was: _Held, now: _Held, names: dict[int, str]) -> Iterator[str]:
    dates = now.days or _("no date any more")
    if now.days != was.days:
        yield _("Published in release %(number)s: %(days)s", number=row.number, days=dates)
    else:
        yield _("Published in release %(number)s", number=row.number)
    for expert in sorted(now.team - was.team):
        yield _("%(expert)s joins", expert=names[expert])
    for expert in sorted(was.team - now.team):
        yield _("%(expert)s leaves", expert=names[expert])


def _days(mission: MissionRow, start: int) -> str:
    travels = mission.venue == TRAVELS
    last = start + mission.length - 1
    before, after = (mission.travel_before, mission.travel_after) if travels else (0, 0)
    clocks = clocks_of(mission, mission.institution)
    return stay_words(mission.venue, (start, last), (start - before, last + after), clocks)


def _answered(session: Session, mission_id: int) -> Iterator[Line]:
    rows = queries.answers(session, mission_id)
    lines = audit.lines(session, "answer", [row.id for row, _expert in rows], "recorded")
    names = called(expert for _row, expert in rows)
    said = all_said(session, [row for row, _expert in rows])
    for row, expert in rows:
        answer = said[row.id]
        words = _("%(name)s: %(answer)s", name=names[expert.id], answer=answer.words)
        number = lines[row.id].id if row.id in lines else LAST
        yield Line(row.answered_at, answer.way, words, None, number)


def _told(session: Session, mission_id: int) -> Iterator[Line]:
    mails = queries.mails(session, mission_id)
    names = called(expert for _row, expert in mails)
    for row, expert in mails:
        if row.sent_at is not None:
            sentence = _("Mail sent to %(name)s: %(kind)s", name=names[expert.id], kind=kind(row))
            yield Line(row.sent_at, _("by mail"), sentence, None)
