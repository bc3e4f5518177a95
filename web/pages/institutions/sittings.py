"""When an institution sits and is closed: noted by a rule for a year, with exceptions."""

from collections.abc import Iterator
from datetime import date

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from db.models import SittingRow
from db.operations import closures
from db.operations import sittings as operations
from db.operations.sittings import SittingRule
from db.queries import institutions as queries
from db.text import order_key
from web.http import keys
from web.http.forms import Sheet
from web.http.ledger import reading, writing
from web.http.policy import roles, theirs
from web.language.dates import month_name, weekday_name
from web.language.speech import gettext as _
from web.language.speech import ngettext
from web.pages.institutions.closings import asked_holidays, say_noted
from web.service.clock import now
from web.service.local import today_in
from web.service.reader import actor
from web.service.roles import KEEPERS

bp = Blueprint("sittings", __name__, url_prefix="/institutions")


@bp.get("/<row:institution_id>/sittings")
@roles(*KEEPERS)
def show(institution_id: int) -> ResponseReturnValue:
    """The sittings and closed days from today on, and forms to note more."""
    with reading() as session:
        return sittings_page(session, institution_id, Sheet({}))


@bp.post("/<row:institution_id>/sittings")
@roles(*KEEPERS)
def add(institution_id: int) -> ResponseReturnValue:
    """Note the sittings of a year by a rule, but for the weeks that are left out."""
    sheet = Sheet(request.form)
    year = sheet.whole("year", _("Year"), 2000, 2190)
    name = sheet.text("sitting_name", _("Name"), 120)
    found = _stretches(sheet, year)
    with writing() as session:
        theirs(queries.institution(session, institution_id).id)
        if found is None:
            return sittings_page(session, institution_id, sheet), 422
        count = operations.add_sittings(session, institution_id, name, found, actor(), now())
    flash(ngettext("%(num)s sitting is noted.", "%(num)s sittings are noted.", count), "success")
    return _back(institution_id)


@bp.post("/sittings/<row:sitting_id>/remove")
@roles(*KEEPERS)
def remove(sitting_id: int) -> ResponseReturnValue:
    """Take one sitting away; one that is gone already is said to be."""
    with writing() as session:
        if session.get(SittingRow, sitting_id) is None:
            institution_id = keys.row_key(request.form.get("of")) or abort(404)
            theirs(institution_id)
            flash(_("This sitting was taken back meanwhile."), "info")
            return _back(institution_id)
        institution_id = operations.remove_sitting(session, sitting_id, actor(), now())
        theirs(institution_id)
    flash(_("The sitting is taken back."), "success")
    return _back(institution_id)


@bp.post("/<row:institution_id>/holidays")
@roles(*KEEPERS)
def add_holidays(institution_id: int) -> ResponseReturnValue:
    """Note the public holidays of a year as days closed."""
    sheet = Sheet(request.form)
    with writing() as session:
        row = queries.institution(session, institution_id)
        theirs(row.id)
        found = asked_holidays(sheet, row.country)
        if found is None:
            return sittings_page(session, institution_id, sheet), 422
        say_noted(closures.note_holidays(session, row, found, actor(), now()))
    return _back(institution_id)


def sittings_page(session: Session, institution_id: int, sheet: Sheet) -> str:
    """The page, with what is wrong in a form that was sent."""
    row = queries.institution(session, institution_id)
    theirs(row.id)
    today = today_in(row.timezone)
    years = {"year": str(today.year), "holiday_year": str(today.year)}
    return render_template(
        "institutions/sittings.html",
        institution=row,
        sittings=[each for each in row.sittings if each.last >= today],
        closures=[each for each in row.closures if each.last >= today],
        names=sorted(
            {each.name for each in row.sittings if each.name and each.last >= today}, key=order_key
        ),
        sheet=Sheet(years | dict(sheet.texts), sheet.mistakes),
        rule_fields=_rule_fields(),
        named=_named(),
    )


def _stretches(sheet: Sheet, year: int | None) -> Iterator[tuple[date, date]] | None:
    """The sittings of a year by the rule of the form; None where the sheet says what is wrong."""
    without = _days(sheet, "without", _("Weeks without a sitting"))
    numbers = [sheet.whole(field, text, 1, most) for field, text, most in _rule_fields()]
    if sheet.mistakes or year is None or None in numbers:
        return None
    return SittingRule(*(number or 0 for number in numbers)).stretches(year, without)


def _rule_fields() -> tuple[tuple[str, str, int], ...]:
    """The numbers of a rule, as `SittingRule` takes them: field, name, the highest."""
    return (
        ("month", _("Month"), 12),
        ("nth", _("Which one of the month"), 4),
        ("weekday", _("Day of the week"), 7),
        ("weeks", _("Weeks"), 53),
        ("days", _("Days a week"), 7),
    )


def _named() -> dict[str, list[tuple[int, str]]]:
    """The numbers of a rule that have names, as lists to choose from."""
    nth = (_("the first"), _("the second"), _("the third"), _("the fourth"))
    return {
        "month": [(number, month_name(number)) for number in range(1, 13)],
        "nth": list(enumerate(nth, 1)),
        "weekday": [(number, weekday_name(number)) for number in range(1, 8)],
    }


def _days(sheet: Sheet, name: str, text: str) -> list[date]:
    """Dates apart by blanks or commas."""
    found = []
    for piece in sheet.text(name, text, 600).replace(",", " ").split():
        try:
            found.append(date.fromisoformat(piece))
        except ValueError:
            sheet.wrong(name, _("%(field)s: dates such as 2027-03-02.", field=text))
            break
    return found


def _back(institution_id: int) -> ResponseReturnValue:
    return redirect(url_for("sittings.show", institution_id=institution_id), 303)
