"""An expert's calendars: a file looked at before it is kept, an address subscribed to."""

from flask import abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from calendars.errors import CalendarUnreachable, CalendarUnreadable
from calendars.subscription import check_address
from db.models import BusySourceRow, ExpertRow
from db.operations import sources as operations
from db.operations.sources import EMPTIED
from db.queries import sources
from web.http.calendar_preview import CalendarDraft, change, flaw_lines, in_words, opened, unlisted
from web.http.forms import Sheet
from web.http.keys import row_key
from web.http.ledger import reading, writing
from web.http.pictures import year_rows
from web.http.policy import roles
from web.http.uploads import sent_file
from web.http.year_picture import bounds
from web.language.sentences.calendars import calendar_sentence
from web.language.speech import gettext as _
from web.pages.experts.blueprint import bp
from web.pages.experts.busy import owned
from web.pages.experts.showing import expert_page
from web.service.calendar_readings import read_calendar, subscribed
from web.service.clock import now
from web.service.local import today_in
from web.service.reader import actor
from web.service.roles import STAFFING
from web.service.typed_secrets import holds_password


@bp.post("/<row:expert_id>/calendars/preview")
@roles(*STAFFING, "expert", "assistant")
def preview_calendar(expert_id: int) -> ResponseReturnValue:
    """Read an uploaded file and show what it would change; nothing is kept yet."""
    with reading() as session:
        zone = owned(session, expert_id).institution.timezone
    sheet = Sheet(request.form)
    name = _name(sheet, "file_name")
    body = sent_file()
    tentative = "file_tentative" in request.form
    if not body:
        sheet.wrong("file", _("Calendar file: please choose one."))
    draft = None
    if not sheet.mistakes:
        # No session is open: reading may take seconds.
        try:
            read = read_calendar(body, zone, tentative, now().date())
            draft = CalendarDraft(expert_id, name, tentative, read)
        except CalendarUnreadable as refusal:
            sheet.wrong("file", calendar_sentence(refusal.code, refusal.facts, _))
    with reading() as session:
        row = owned(session, expert_id)
        if draft is None:
            return expert_page(session, row, tuple(sheet.mistakes)), 422
        return _preview(session, row, draft)


@bp.post("/<row:expert_id>/calendars")
@roles(*STAFFING, "expert", "assistant")
def keep_calendar(expert_id: int) -> ResponseReturnValue:
    """Keep what was shown."""
    draft = opened(request.form.get("draft", ""))
    with writing() as session:
        owned(session, expert_id)
        if draft is None or draft.expert_id != expert_id:
            flash(_("What was read is too old: choose the file again."), "danger")
        else:
            operations.keep_file(
                session, expert_id, draft.name, draft.tentative, draft.read, actor(), now()
            )
            is_busy = bool(draft.read.ranges)
            flash(
                _("Kept: no plan sends them anywhere then.")
                if is_busy
                else _("Kept: nothing in it makes them busy."),
                "success" if is_busy else "info",
            )
    return _back(expert_id)


@bp.post("/<row:expert_id>/subscriptions")
@roles(*STAFFING, "expert", "assistant")
def subscribe(expert_id: int) -> ResponseReturnValue:
    """Have a calendar's address read from now on, every few hours; once, if asked twice."""
    sheet = Sheet(request.form)
    name = _name(sheet, "subscription_name")
    address = request.form.get("address", "").strip()
    try:
        check_address(address, _allows_loopback())
    except CalendarUnreachable as refusal:
        sheet.wrong("address", calendar_sentence(refusal.code, refusal.facts, _))
    with writing() as session:
        row = owned(session, expert_id)
        if sheet.mistakes:
            sheet.wrong("address", _("Type it again: addresses of calendars are not shown."))
            return expert_page(session, row, tuple(sheet.mistakes)), 422
        known = subscribed(session, expert_id, address, _allows_loopback())
        if known is not None:
            flash(_("This address is read already, as “%(name)s”.", name=known.name), "info")
            return _back(expert_id)
        tentative = "subscription_tentative" in request.form
        operations.subscribe(session, expert_id, name, address, tentative, actor(), now())
    flash(_("Subscribed: it is read within a minute, then every four hours."), "success")
    return _back(expert_id)


@bp.post("/calendars/<row:source_id>/remove")
@roles(*STAFFING, "expert", "assistant")
def remove_calendar(source_id: int) -> ResponseReturnValue:
    """Take a calendar away, and the absences that came from it."""
    with writing() as session:
        row = session.get(BusySourceRow, source_id)
        if row is None:
            return _gone(session)
        expert_id = owned(session, row.expert_id).id
        operations.remove(session, source_id, actor(), now())
    flash(_("The calendar and what came from it are removed."), "success")
    return _back(expert_id)


@bp.post("/calendars/<row:source_id>/empty")
@roles(*STAFFING, "expert", "assistant")
def empty_calendar(source_id: int) -> ResponseReturnValue:
    """Confirm that a subscription which came empty is so."""
    with writing() as session:
        row = session.get(BusySourceRow, source_id)
        if row is None:
            return _gone(session)
        expert_id, is_emptied = owned(session, row.expert_id).id, row.error_code == EMPTIED
        operations.empty_indeed(session, source_id, actor(), now())
    if is_emptied:
        flash(_("Confirmed: nothing in this calendar counts as busy any more."), "success")
    else:
        flash(_("Nothing was changed: it has been read or confirmed meanwhile."), "info")
    return _back(expert_id)


@bp.post("/calendars/<row:source_id>/read")
@roles(*STAFFING, "expert", "assistant")
def read_again(source_id: int) -> ResponseReturnValue:
    """Have a subscription looked at now."""
    with writing() as session:
        row = session.get(BusySourceRow, source_id)
        if row is None:
            return _gone(session)
        expert_id, is_subscription = owned(session, row.expert_id).id, row.kind == "subscription"
        operations.look_again(session, source_id, now())
    if is_subscription:
        flash(_("It is read within a minute."), "info")
    else:
        flash(_("Nothing was changed: upload the file again to have it read."), "info")
    return _back(expert_id)


def _gone(session: Session) -> ResponseReturnValue:
    """What is said of a calendar that was taken away since its person's page was shown."""
    expert_id = row_key(request.form.get("of")) or abort(404)
    owned(session, expert_id)
    flash(_("This calendar was removed meanwhile."), "info")
    return _back(expert_id)


def _name(sheet: Sheet, field: str) -> str:
    """What a calendar is called: everybody who sees the person reads it, and history keeps it."""
    name = sheet.text(field, _("Name"), 120, required=True)
    if "://" in name or holds_password(name):
        sheet.wrong(field, _("Name: this is an address, and others would read it here."))
    return name


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


def _allows_loopback() -> bool:
    return bool(current_app.extensions["settings"].allow_loopback_calendars)


def _back(expert_id: int) -> ResponseReturnValue:
    return redirect(url_for("experts.show", expert_id=expert_id, _anchor="calendars"), 303)
