"""An expert's calendars: an address subscribed to, each of them read again or removed."""

from flask import current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from calendars.errors import CalendarUnreachable
from calendars.subscription import check_address
from db.models import BusySourceRow, ExpertRow
from db.operations import sources as operations
from db.operations.sources import EMPTIED
from web.http.flashes import redirect_saying
from web.http.forms import Sheet
from web.http.ledger import writing
from web.http.policy import roles
from web.language.sentences.calendars import calendar_sentence
from web.language.speech import gettext as _
from web.pages.experts.blueprint import bp
from web.pages.experts.busy import owned, shown_of
from web.pages.experts.showing import expert_page
from web.service.calendar_readings import subscribed
from web.service.clock import now
from web.service.reader import actor
from web.service.roles import STAFFING
from web.service.typed_secrets import holds_password


@bp.post("/<row:expert_id>/subscriptions")
@roles(*STAFFING, "expert", "assistant")
def subscribe(expert_id: int) -> ResponseReturnValue:
    """Have a calendar's address read from now on, every few hours; once, if asked twice."""
    sheet, tentative = Sheet(request.form), "subscription_tentative" in request.form
    name, address = calendar_name(sheet, "subscription_name"), _address(sheet)
    with writing() as session:
        row = owned(session, expert_id)
        if sheet.mistakes:
            return _subscribe_again(session, row, sheet), 422
        known = subscribed(session, expert_id, address, _allows_loopback())
        if known is not None:
            said = _("This address is read already, as “%(name)s”.", name=known.name)
            return redirect_saying(calendars_of(expert_id), said)
        operations.subscribe(session, expert_id, name, address, tentative, actor(), now())
    said = _("Subscribed: it is read within a minute, then every four hours.")
    return redirect_saying(calendars_of(expert_id), said, "success")


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
    return redirect(calendars_of(expert_id), 303)


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
    return redirect(calendars_of(expert_id), 303)


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
    return redirect(calendars_of(expert_id), 303)


def _gone(session: Session) -> ResponseReturnValue:
    """What is said of a calendar that was taken away since its person's page was shown."""
    return redirect_saying(
        calendars_of(shown_of(session)), _("This calendar was removed meanwhile.")
    )


def calendar_name(sheet: Sheet, field: str) -> str:
    """What a calendar is called: everybody who sees the person reads it, and history keeps it."""
    name = sheet.text(field, _("Name"), 120, required=True)
    if "://" in name or holds_password(name):
        sheet.wrong(field, _("Name: this is an address, and others would read it here."))
    return name


def _address(sheet: Sheet) -> str:
    """The address as it was typed; the sheet says why none can be read from there."""
    address = request.form.get("address", "").strip()
    try:
        check_address(address, _allows_loopback())
    except CalendarUnreachable as refusal:
        sheet.wrong("address", calendar_sentence(refusal.code, refusal.facts, _))
    return address


def _subscribe_again(session: Session, row: ExpertRow, sheet: Sheet) -> str:
    sheet.wrong("address", _("Type it again: addresses of calendars are not shown."))
    return expert_page(session, row, tuple(sheet.mistakes))


def _allows_loopback() -> bool:
    return bool(current_app.extensions["settings"].allow_loopback_calendars)


def calendars_of(expert_id: int) -> str:
    """Where somebody's page shows their calendars."""
    return url_for("experts.show", expert_id=expert_id, _anchor="calendars")
