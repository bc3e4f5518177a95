"""What somebody is asked, in words: which mission, where, when, as what, and whom to write to."""

from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy.orm import Session

from db.models import BookingRow, InstitutionRow
from db.queries.answers import QUESTION
from web.language.labels import label
from web.language.own_names import own_name, role_name
from web.language.stays import booked_words, clocks_of
from web.service.conflicts.finding import Conflict
from web.service.conflicts.shown import shown
from web.service.plans.entries import place


@dataclass(frozen=True, slots=True)
class AskedStay:
    """A question as its page shows it; `mailbox` is empty where the unit has none.

    `spoken_for` is the expert, told from namesakes, where somebody else reads the page.
    """

    expert: str
    expert_id: int
    title: str
    days: str
    place: str
    partner: str
    role: str
    activity: str
    status: str
    unit: str
    mailbox: str
    is_abroad: bool
    """Whether one goes there; one takes part at home and by video."""
    spoken_for: str = ""
    question: str = ""
    """What an answer is to: another text as soon as anything else is asked."""


def asked(session: Session, row: BookingRow, spoken_for: str = "") -> AskedStay:
    """What a booking asks of its expert now."""
    mission = row.mission
    unit = session.get_one(InstitutionRow, mission.institution_id)
    return AskedStay(
        expert=row.expert.name,
        expert_id=row.expert_id,
        title=mission.title,
        days=booked_words(row, clocks_of(mission, row.expert.institution)),
        place=place(mission),
        partner=own_name(mission.partner) if mission.partner else "",
        role=role_name(row.role),
        activity=label("activity", mission.activity_type),
        status=row.status,
        unit=own_name(unit),
        mailbox=unit.mailbox or row.expert.institution.mailbox or "",
        is_abroad=row.venue == "abroad",
        spoken_for=spoken_for,
        question=question_of(row),
    )


def question_of(row: BookingRow) -> str:
    """What tells a question from the same one with other dates, or at another place."""
    said = [getattr(row, name) for name in QUESTION]
    return sha256(repr(said).encode()).hexdigest()[:16]


def besides_answers(session: Session, row: BookingRow) -> list[Conflict]:
    """What of the seat does not hold any more; what was answered stands on the page already."""
    found = shown(session).of_seat(row.mission_id, row.expert_id)
    return [each for each in found if each.kind != "answer"]
