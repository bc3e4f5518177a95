"""An expert's calendar as a file: looked at before it is kept."""

from flask import render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from db.models import ExpertRow
from db.operations import sources as operations
from db.queries import sources
from web.http.calendar_preview import CalendarDraft, change, flaw_lines, in_words, opened, unlisted
from web.http.calendar_upload import read_upload
from web.http.flashes import redirect_saying
from web.http.forms import Sheet
from web.http.ledger import reading, writing
from web.http.pictures import year_rows
from web.http.policy import roles
from web.http.year_picture import bounds
from web.language.speech import gettext as _
from web.pages.experts.blueprint import bp
from web.pages.experts.busy import owned
from web.pages.experts.calendars import calendar_name, calendars_of
from web.pages.experts.showing import expert_page
from web.service.clock import now
from web.service.local import today_in
from web.service.reader import actor
from web.service.roles import STAFFING


@bp.post("/<row:expert_id>/calendars/preview")
@roles(*STAFFING, "expert", "assistant")
def preview_calendar(expert_id: int) -> ResponseReturnValue:
    """Read an uploaded file and show what it would change; nothing is kept yet."""
    with reading() as session:
        zone = owned(session, expert_id).institution.timezone
    sheet, tentative = Sheet(request.form), "file_tentative" in request.form
    name = calendar_name(sheet, "file_name")
    read = read_upload(sheet, zone, tentative)
    with reading() as session:
        row = owned(session, expert_id)
        if read is None:
            return expert_page(session, row, tuple(sheet.mistakes)), 422
        return _preview(session, row, CalendarDraft(expert_id, name, tentative, read))


@bp.post("/<row:expert_id>/calendars")
@roles(*STAFFING, "expert", "assistant")
def keep_calendar(expert_id: int) -> ResponseReturnValue:
    """Keep what was shown."""
    draft, back = opened(request.form.get("draft", "")), calendars_of(expert_id)
    with writing() as session:
        owned(session, expert_id)
        if draft is None or draft.expert_id != expert_id:
            said = _("What was read is too old: choose the file again.")
            return redirect_saying(back, said, "danger")
        kept = (draft.name, draft.tentative, draft.read)
        operations.keep_file(session, expert_id, *kept, actor(), now())
    if draft.read.ranges:
        return redirect_saying(back, _("Kept: no plan sends them anywhere then."), "success")
    return redirect_saying(back, _("Kept: nothing in it makes them busy."))


def _preview(session: Session, row: ExpertRow, draft: CalendarDraft) -> str:
    earlier = next(
        (each for each in sources.sources_of(session, row.id)
         if each.kind == "file" and each.name == draft.name),
        None,
    )  # fmt: skip
    before = sources.ranges_of(session, earlier.id) if earlier else []
    found = change(before, draft.read.ranges)
    first, last = bounds(found.shown_from(today_in(row.institution.timezone)))
    weekend = frozenset(int(day) for day in row.institution.weekend)
    return render_template(
        "experts/calendar.html",
        expert=row,
        draft=draft,
        sealed=draft.sealed(),
        change=found,
        replaces=earlier is not None,
        in_words=in_words,
        flaws=flaw_lines(draft.read.flaws),
        unnamed=unlisted(draft.read.flaw_count, draft.read.flaws),
        year=year_rows(first, found.marks(), weekend),
        first=first,
        last=last,
    )
