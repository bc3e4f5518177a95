"""Days on which parliaments receive nobody: a year of holidays noted, any day taken back."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from db.models import PartnerRow
from db.operations import closures as operations
from db.operations.closures import Holiday
from db.queries import institutions as queries
from web.http.forms import Sheet
from web.http.ledger import reading, writing
from web.http.policy import roles, theirs
from web.language.speech import gettext as _
from web.language.speech import ngettext
from web.service.clock import now
from web.service.local import readers_today
from web.service.reader import actor
from web.service.roles import KEEPERS

bp = Blueprint("closings", __name__)


@bp.get("/partners/<row:partner_id>")
@roles(*KEEPERS)
def partner(partner_id: int) -> ResponseReturnValue:
    """The closed days of a partner from today on, and a form to note a year of them."""
    with reading() as session:
        return _page(session, _partner(session, partner_id), Sheet({}))


@bp.post("/partners/<row:partner_id>/holidays")
@roles(*KEEPERS)
def note(partner_id: int) -> ResponseReturnValue:
    """Note the public holidays of a partner's country in a year."""
    sheet = Sheet(request.form)
    with writing() as session:
        row = _partner(session, partner_id)
        found = asked_holidays(sheet, row.country)
        if found is None:
            return _page(session, row, sheet), 422
        say_noted(operations.note_holidays(session, row, found, actor(), now()))
    return redirect(url_for("closings.partner", partner_id=partner_id), 303)


@bp.post("/partners/<row:partner_id>/closures/<row:closure_id>/remove")
@roles(*KEEPERS)
def remove_of_partner(partner_id: int, closure_id: int) -> ResponseReturnValue:
    """Take one closed day of a partner back."""
    with writing() as session:
        row = _partner(session, partner_id)
        operations.remove_closure(session, row, closure_id, actor(), now())
    flash(_("The closed day is taken back."), "success")
    return redirect(url_for("closings.partner", partner_id=partner_id), 303)


@bp.post("/institutions/<row:institution_id>/closures/<row:closure_id>/remove")
@roles(*KEEPERS)
def remove_of_institution(institution_id: int, closure_id: int) -> ResponseReturnValue:
    """Take one closed day of an institution back: its people can be sent on it again."""
    with writing() as session:
        row = queries.institution(session, institution_id)
        theirs(row.id)
        operations.remove_closure(session, row, closure_id, actor(), now())
    flash(_("The closed day is taken back."), "success")
    return redirect(url_for("sittings.show", institution_id=institution_id), 303)


def asked_holidays(sheet: Sheet, country: str) -> list[Holiday] | None:
    """The holidays that a form asks for; None where it is wrong, with the mistake in the sheet."""
    # Imported late: it knows the whole world and takes its time.
    from web.service.public_holidays import public_holidays

    year = sheet.whole("holiday_year", _("Year"), 2000, 2190)
    part = sheet.text("part", _("Part of the country"), 20).upper()
    found = public_holidays(country, part, year) if year else None
    if year and found is None:
        sheet.wrong("part", _("No holidays are known there: leave it empty, or use a code."))
    return found


def say_noted(count: int) -> None:
    """Say how many were new."""
    flash(ngettext("%(num)s holiday is noted.", "%(num)s holidays are noted.", count), "success")


def _partner(session: Session, partner_id: int) -> PartnerRow:
    """Partners are everybody's."""
    return session.get(PartnerRow, partner_id) or abort(404)


def _page(session: Session, row: PartnerRow, sheet: Sheet) -> str:
    today = readers_today(session)
    return render_template(
        "partners/show.html",
        partner=row,
        closures=[each for each in row.closures if each.last >= today],
        sheet=Sheet({"holiday_year": str(today.year)} | dict(sheet.texts), sheet.mistakes),
    )
