"""The published plan read against today's facts: what does not hold any more, by kind."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from db.ids import expert_id, mission_id, row_id
from db.models import ConflictNoteRow
from db.moments import moment
from db.operations.conflicts import notes
from db.queries import missions as known_missions
from db.queries import plans
from db.queries.under_way import begun, missing
from matcher.plan import Breach
from matcher.problem import ExpertId, MissionId
from web.language.codes import N_
from web.language.sentences import breach_sentence
from web.language.sentences.names import Names
from web.language.speech import gettext as _
from web.service.all_names import scenario_names
from web.service.clock import now
from web.service.conflicts.refusals import refused, unsaid
from web.service.problem_cache import broken_today, problem_of_today
from web.service.reader import current_reader
from web.service.roles import STAFFING

KINDS: Mapping[str, str] = {
    "answer": N_("Somebody says no, or proposes other dates"),
    "availability": N_("Somebody is not free any more"),
    "rest": N_("Somebody would have too little rest"),
    "role": N_("Somebody does not meet the role any more"),
    "expert": N_("Somebody must not take part"),
    "start": N_("A date is not possible any more"),
    "places": N_("A place is full"),
    "order": N_("Missions follow each other too soon"),
    "limits": N_("A limit of somebody is passed"),
    "programme": N_("A limit of a programme is passed"),
    "plurality": N_("A team is of one group"),
}
"""Families of codes as headings, those first that most often need somebody to act."""
OTHER = N_("Other")
_NOTHING_SAID: Mapping[str, ConflictNoteRow] = {}


@dataclass(frozen=True, slots=True)
class Conflict:
    """One thing that does not hold: its words, where to look, and what was said of it.

    `mission` and `expert` are a number and a name each, `role` is as the matcher names it.
    """

    key: str
    kind: str
    sentence: str
    mission: tuple[int, str] | None
    expert: tuple[int, str] | None
    role: str | None = None
    note: ConflictNoteRow | None = None
    reason: str = ""
    """What the one who says no gives as a reason, for whoever plans."""
    is_own: bool = False
    """Is the mission run by an institution where the reader staffs missions?"""
    has_begun: bool = False
    """Has the mission begun? Then no plan mends it any more."""

    @property
    def whole(self) -> str:
        """The sentence with the reason."""
        if not self.reason:
            return self.sentence
        said = _("%(sentence)s They say: “%(note)s”", sentence=self.sentence, note=self.reason)
        return said

    @property
    def seat(self) -> tuple[str, str] | None:
        """The role and the person as the matcher names them, where it is about a seat."""
        if self.role is None or self.expert is None:
            return None
        return self.role, expert_id(self.expert[0])


def conflicts(session: Session) -> list[Conflict]:
    """Everything of the live plan that today's facts speak against."""
    breaches = _breaches(session)
    if not breaches:
        return []
    names = scenario_names(session, problem_of_today(session, now().date()))
    said = notes(session, [key_of(breach) for breach in breaches])
    return worded(session, breaches, names, said)


def worded(
    session: Session,
    breaches: Iterable[Breach],
    names: Names,
    said: Mapping[str, ConflictNoteRow] = _NOTHING_SAID,
) -> list[Conflict]:
    """Breaches as conflicts, with the notes that were written of them, by their keys."""
    known = [(key_of(breach), breach) for breach in breaches]
    own = _own(session, (breach for _key, breach in known))
    missions = {row_id(breach.mission) for _key, breach in known if breach.mission is not None}
    under_way = {mission_id(key) for key in begun(session, missions, now().date())}
    return [
        Conflict(
            key=key,
            kind=breach.code.split(".")[0],
            sentence=breach_sentence(breach, names),
            reason=str(breach.facts.get("note") or ""),
            mission=_named(breach.mission, names.missions),
            expert=_named(breach.expert, names.experts),
            # Who is pinned to a team and missing in it holds no seat that another could take.
            role=None if breach.code == "pin.expert_missing" else breach.role,
            note=said.get(key),
            is_own=breach.mission in own,
            has_begun=breach.mission in under_way,
        )
        for key, breach in known
    ]


def open_count(session: Session) -> int:
    """How many conflicts nobody has acknowledged, without their words."""
    return len(open_breaches(session))


def open_breaches(session: Session) -> list[Breach]:
    """What of the live plan does not hold any more, and nobody has acknowledged."""
    breaches = _breaches(session)
    keys = [key_of(breach) for breach in breaches]
    said = notes(session, keys) if keys else {}
    return [breach for key, breach in zip(keys, breaches, strict=True) if key not in said]


def _breaches(session: Session) -> list[Breach]:
    if plans.live_id(session) is None:
        return []
    today = now().date()
    said = refused(session, today)
    found = [*broken_today(session, today), *_under_way(session, today)]
    return [*said, *unsaid(found, said)]


def _under_way(session: Session, today: date) -> Iterator[Breach]:
    """Who is away from a mission that has begun: no search places it, people have to hear of it."""
    planned = {row_id(mission) for mission in problem_of_today(session, today).missions}
    for booking, first, last in missing(session, today, planned):
        yield Breach(
            "availability.busy",
            mission=mission_id(booking.mission_id),
            expert=expert_id(booking.expert_id),
            facts={"days": [moment(first), moment(last)]},
        )


def _own(session: Session, breaches: Iterable[Breach]) -> set[MissionId]:
    missions = {row_id(breach.mission) for breach in breaches if breach.mission is not None}
    reader = current_reader()
    if not missions or reader is None:
        return set()
    own = known_missions.run_by(session, missions, reader.institutions(*STAFFING))
    return {mission_id(key) for key in own}


def _named(key: MissionId | ExpertId | None, names: Mapping[str, str]) -> tuple[int, str] | None:
    return None if key is None else (row_id(key), names[key])


def by_kind(found: Iterable[Conflict]) -> dict[str, list[Conflict]]:
    """The conflicts under their headings, in the order of the headings."""
    groups: dict[str, list[Conflict]] = {}
    order = list(KINDS)
    known = sorted(found, key=lambda c: order.index(c.kind) if c.kind in order else len(order))
    for each in known:
        groups.setdefault(_(KINDS.get(each.kind, OTHER)), []).append(each)
    return groups


def key_of(breach: Breach) -> str:
    """The same for the same facts, another one as soon as any of them changes."""
    said = [breach.code, breach.mission, breach.role, breach.expert, dict(breach.facts)]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
