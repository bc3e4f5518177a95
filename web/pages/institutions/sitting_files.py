"""An institution's sitting calendar as a file: looked at before it is kept, and taken away.

What comes from a file carries the calendar's name: a later file of the same name replaces it.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from db.models import InstitutionRow
from db.moments import day_of, half_day, last_half_day
from db.operations import sitting_calendars as operations
from db.operations.sources import Ranges, Read
from db.queries import institutions as queries
from web.http.calendar_preview import change, flaw_lines, in_words, unlisted
from web.http.calendar_upload import read_upload
from web.http.flashes import redirect_saying
from web.http.forms import Sheet
from web.http.ledger import reading, writing
from web.http.policy import roles, theirs
from web.http.uploads import opened, sealed
from web.language.speech import gettext as _
from web.pages.institutions.sittings import sittings_page
from web.service.calendar_readings import horizon
from web.service.clock import now
from web.service.reader import actor
from web.service.roles import KEEPERS

PURPOSE = "sitting-calendar"
"""What a draft is sealed for: no other form takes it."""

bp = Blueprint("sitting_files", __name__, url_prefix="/institutions")


@dataclass(frozen=True, slots=True)
class SittingsDraft:
    """A sitting calendar as it was read and may be kept: whole days, in half-days."""

    institution_id: int
    name: str
    ranges: list[tuple[int, int]]
    entries: int
    flaw_count: int
    flaws: Sequence[Sequence[Any]]  # code, line and facts, as JSON brings them

    def sealed(self) -> str:
        """The draft as a field of a form: nobody can change it on the way."""
        return sealed(PURPOSE, asdict(self))


@bp.post("/<row:institution_id>/sittings/preview")
@roles(*KEEPERS)
def preview(institution_id: int) -> ResponseReturnValue:
    """Read an uploaded file and show what it would change; nothing is kept yet."""
    with reading() as session:
        zone = _own(session, institution_id).timezone
    sheet = Sheet(request.form)
    name = sheet.text("calendar_name", _("Name"), 120, required=True)
    read = read_upload(sheet, zone, tentative=True)
    with reading() as session:
        if read is None:
            return sittings_page(session, institution_id, sheet), 422
        return _shown(session, _own(session, institution_id), _draft(institution_id, name, read))


@bp.post("/<row:institution_id>/sittings/keep")
@roles(*KEEPERS)
def keep(institution_id: int) -> ResponseReturnValue:
    """Keep what was shown."""
    draft, back = _opened(request.form.get("draft", "")), _sittings(institution_id)
    with writing() as session:
        _own(session, institution_id)
        if draft is None or draft.institution_id != institution_id:
            said = _("What was read is too old: choose the file again.")
            return redirect_saying(back, said, "danger")
        days = [(day_of(first), day_of(last)) for first, last in draft.ranges]
        calendar = operations.Calendar(draft.name, horizon(now().date()).first, days)
        operations.replace_calendar(session, institution_id, calendar, actor(), now())
    return redirect_saying(back, _("Kept: members are needed at home on these days."), "success")


@bp.post("/<row:institution_id>/sittings/take-away")
@roles(*KEEPERS)
def take_away(institution_id: int) -> ResponseReturnValue:
    """Take away all that carries one calendar's name."""
    name = request.form.get("name", "")
    with writing() as session:
        _own(session, institution_id)
        empty = operations.Calendar(name, date.min, [])
        operations.replace_calendar(session, institution_id, empty, actor(), now())
    said = _("The calendar and what came from it are removed.")
    return redirect_saying(_sittings(institution_id), said, "success")


def _own(session: Session, institution_id: int) -> InstitutionRow:
    row = queries.institution(session, institution_id)
    theirs(row.id)
    return row


def _shown(session: Session, row: InstitutionRow, draft: SittingsDraft) -> str:
    since = horizon(now().date()).first
    before = operations.days_of(row, draft.name, since)
    known = [(half_day(first), last_half_day(last)) for first, last in before]
    return render_template(
        "institutions/calendar.html",
        institution=row,
        draft=draft,
        sealed=draft.sealed(),
        change=change(known, draft.ranges),
        replaces=bool(known),
        in_words=in_words,
        flaws=flaw_lines(draft.flaws),
        unnamed=unlisted(draft.flaw_count, draft.flaws),
    )


def _draft(institution_id: int, name: str, read: Read) -> SittingsDraft:
    """What was read, as it may be kept."""
    days = _whole_days(read.ranges)
    return SittingsDraft(institution_id, name, days, read.entries, read.flaw_count, read.flaws)


def _whole_days(ranges: Ranges) -> list[tuple[int, int]]:
    """A house that sits for half a day sits that day."""
    return [(half_day(day_of(first)), last_half_day(day_of(last))) for first, last in ranges]


def _opened(text: str) -> SittingsDraft | None:
    """The draft in a form's field, or None where it is none of ours or too old."""
    known = opened(PURPOSE, text)
    if known is None:
        return None
    ranges = [(first, last) for first, last in known["ranges"]]
    return SittingsDraft(**{**known, "ranges": ranges})


def _sittings(institution_id: int) -> str:
    return url_for("sittings.show", institution_id=institution_id)
