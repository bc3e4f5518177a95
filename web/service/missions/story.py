"""The history of a mission: what was done to it, and what became of it in plans, mails, answers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from db.models import MissionRow, PlanRow
from db.queries import audit, people, plans
from db.queries import story as queries
from db.words import TRAVELS
from web.language.sentences.history import LAST, HistoryLine, history_lines, whom
from web.language.sentences.mail import mail_kind as kind
from web.language.speech import gettext as _
from web.language.speech import listed
from web.language.stays import Clock, clocks_of, stay_words
from web.service.answers.said import all_said
from web.service.belonging import called

_WHOSE = ("partner_id", "institution_id")


@dataclass(frozen=True, slots=True)
class _Held:
    """The mission in one release: its first half-day, and its team."""

    start: int | None = None
    team: frozenset[int] = frozenset()


def story(session: Session, mission: MissionRow) -> list[HistoryLine]:
    """Everything that happened to a mission, the latest first."""
    found = [
        *_done(session, mission.id),
        *_published(session, mission),
        *_answered(session, mission.id),
        *_told(session, mission.id),
    ]
    return sorted(found, key=lambda line: (line.at, line.number), reverse=True)


def _done(session: Session, mission_id: int) -> list[HistoryLine]:
    """What was done to the mission itself; a no that was answered stands among the answers."""
    rows = audit.history(session, "mission", mission_id)
    answered = queries.answered_refusals(session, mission_id)
    rows = [
        row for row in rows if not (row.what == "refusal_kept" and (row.at, whom(row)) in answered)
    ]
    experts = people.by_ids(session, [key for key in map(whom, rows) if key is not None])
    return history_lines(rows, called(experts))


def _published(session: Session, mission: MissionRow) -> Iterator[HistoryLine]:
    releases = plans.every_release(session)
    published = plans.publications(session, [row.id for row in releases])
    publishers = plans.publishers(session, releases)
    seated, teams = queries.teams(session, mission.id, [row.id for row in releases])
    starts = queries.starts(session, mission.id, [row.id for row in releases])
    edits = _edits(session, mission.id)
    names, was = called(seated.values()), _Held()
    for row in releases:
        start = starts.get(row.id)
        team = frozenset() if start is None else teams.get(row.id, frozenset())
        now = _Held(start, team)
        if now != was and row.published_at is not None:
            line = published[row.id].id
            days = "" if start is None else _days(_Then(mission, edits, line), start)
            sentence = listed(_changes(row, was, now, days, names))
            by = publishers.get(row.id, _("another institution"))
            yield HistoryLine(row.published_at, by, sentence, None, line)
        was = now


def _changes(
    row: PlanRow, was: _Held, now: _Held, days: str, names: dict[int, str]
) -> Iterator[str]:
    if now.start != was.start:
        dates = days or _("no date any more")
        yield _("Published in release %(number)s: %(days)s", number=row.number, days=dates)
    else:
        yield _("Published in release %(number)s", number=row.number)
    for expert in sorted(now.team - was.team):
        yield _("%(expert)s joins", expert=names[expert])
    for expert in sorted(was.team - now.team):
        yield _("%(expert)s leaves", expert=names[expert])


def _edits(session: Session, mission_id: int) -> list[tuple[int, Mapping[str, Any]]]:
    """What edits of the mission found, each with the number of its line, the earliest first."""
    rows = queries.edits(session, mission_id)
    return [(row.id, row.before) for row in rows if row.before]


class _Then:
    """What a mission was when a line of the audit was written: edits since are taken back."""

    def __init__(
        self, mission: MissionRow, edits: list[tuple[int, Mapping[str, Any]]], line: int
    ) -> None:
        self._mission = mission
        self._since = [before for number, before in edits if number > line]

    def fact(self, name: str) -> Any:  # as the form of missions has it
        """One fact: as the first edit since found it, or as it is."""
        found = (before[name] for before in self._since if name in before)
        return next(found, getattr(self._mission, name))

    @property
    def clocks(self) -> tuple[Clock, ...]:
        """Both clocks of a session by video, unless it was of others."""
        ours = (self.fact(name) == getattr(self._mission, name) for name in _WHOSE)
        mission = self._mission
        return clocks_of(mission, mission.institution) if all(ours) else ()


def _days(mission: _Then, start: int) -> str:
    """The days as they were published, whatever became of the mission's length and travel."""
    venue, last = mission.fact("venue"), start + mission.fact("length") - 1
    leaves, returns = start, last
    if venue == TRAVELS:
        leaves, returns = start - mission.fact("travel_before"), last + mission.fact("travel_after")
    return stay_words(venue, (start, last), (leaves, returns), mission.clocks)


def _answered(session: Session, mission_id: int) -> Iterator[HistoryLine]:
    rows = queries.answers(session, mission_id)
    lines = audit.lines(session, "answer", [row.id for row, _expert in rows], "recorded")
    names = called(expert for _row, expert in rows)
    said = all_said(session, [row for row, _expert in rows])
    for row, expert in rows:
        answer = said[row.id]
        words = _("%(name)s: %(answer)s", name=names[expert.id], answer=answer.words)
        number = lines[row.id].id if row.id in lines else LAST
        yield HistoryLine(row.answered_at, answer.way, words, None, number)


def _told(session: Session, mission_id: int) -> Iterator[HistoryLine]:
    mails = queries.mails(session, mission_id)
    names = called(expert for _row, expert in mails)
    for row, expert in mails:
        if row.sent_at is not None:
            sentence = _("Mail sent to %(name)s: %(kind)s", name=names[expert.id], kind=kind(row))
            yield HistoryLine(row.sent_at, _("by mail"), sentence, None)
