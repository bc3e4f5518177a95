"""When an expert cannot be sent: ranges typed by hand, added and taken back."""

from collections.abc import Mapping, Sequence
from datetime import date

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from db.errors import Invalid, InvalidState
from db.facts import BusyFacts
from db.models import BusyRow, ExpertRow
from db.moments import day_of, half_day
from db.operations import experts as operations
from db.queries import experts as queries
from db.queries import sight
from web.http.flashes import redirect_saying
from web.http.forms import Sheet
from web.http.keys import row_key
from web.http.ledger import writing
from web.http.policy import roles, theirs
from web.http.year_picture import bounds
from web.language.speech import gettext as _
from web.language.speech import listed, ngettext
from web.pages.experts.blueprint import bp
from web.pages.experts.showing import expert_page, trip, visible
from web.service.clock import now
from web.service.local import today_in
from web.service.reader import actor, the_reader
from web.service.roles import STAFFING


@bp.post("/<row:expert_id>/busy")
@roles(*STAFFING, "expert", "assistant")
def add_busy(expert_id: int) -> ResponseReturnValue:
    """Note an absence; missions already published stay as they are."""
    facts, sheet = _read()
    with writing() as session:
        row = owned(session, expert_id)
        if facts is None:
            return expert_page(session, row, tuple(sheet.mistakes)), 422
        try:
            is_new = _note(session, expert_id, facts)
        except Invalid as refusal:
            sheet.refused(refusal)
            return expert_page(session, row, tuple(sheet.mistakes), _met_in(refusal)), 422
        met, shown = _met(session, expert_id, facts), _year_of(row, facts)
    _tell_noted(is_new, met)
    return redirect(_absences(expert_id, shown), 303)


def _note(session: Session, expert_id: int, facts: BusyFacts) -> bool:
    """Note an absence; False where this very one was noted before. Raises: Invalid."""
    before = set(queries.typed(session, expert_id, facts.first, facts.last))
    return operations.add_busy(session, expert_id, facts, actor(), now()) not in before


def _tell_noted(is_new: bool, met: Sequence[str]) -> None:
    if is_new:
        flash(_("Noted: no plan sends them anywhere then."), "success")
    else:
        flash(_("This was noted before, and stays as it is."), "info")
    if met:
        told = ngettext(
            "A mission takes place then: %(missions)s. The coordinators are told.",
            "Missions take place then: %(missions)s. The coordinators are told.",
            len(met),
            missions=listed(met),
        )
        flash(told, "warning")


@bp.post("/busy/<row:busy_id>/remove")
@roles(*STAFFING, "expert", "assistant")
def remove_busy(busy_id: int) -> ResponseReturnValue:
    """Take back an absence that was typed here; one that is gone already is said to be."""
    with writing() as session:
        row = session.get(BusyRow, busy_id)
        if row is None:
            return _gone(session)
        expert_id = owned(session, row.expert_id).id
        try:
            operations.remove_busy(session, busy_id, actor(), now())
            flash(_("The absence is taken back."), "success")
        except InvalidState:
            flash(_("This absence comes from elsewhere: change it there."), "danger")
    return redirect(_absences(expert_id), 303)


def _gone(session: Session) -> ResponseReturnValue:
    """What is said of an absence that was taken back since its person's page was shown."""
    said = _("This absence was taken back meanwhile.")
    return redirect_saying(_absences(shown_of(session)), said)


def shown_of(session: Session) -> int:
    """On whose page a form stood whose row is no more; only of people who are the reader's."""
    expert_id = row_key(request.form.get("of")) or abort(404)
    return owned(session, expert_id).id


def _met_in(refusal: Invalid) -> date | None:
    """The month of what stands in the way, so that the page shows what is to be taken back."""
    days = next((flaw.facts["days"] for flaw in refusal.flaws if "days" in flaw.facts), None)
    return date.fromisoformat(f"{str(days[0])[:7]}-01") if isinstance(days, list) else None


def _year_of(row: ExpertRow, facts: BusyFacts) -> dict[str, str]:
    """What the page is asked, so that an absence is among the months it shows."""
    first = day_of(facts.first)
    low, high = bounds(today_in(row.institution.timezone))
    return {} if low <= first <= high else {"from": f"{first:%Y-%m}"}


def _absences(expert_id: int, shown: Mapping[str, str] | None = None) -> str:
    """Where somebody's page shows their absences, of the months that are to be shown."""
    return url_for(
        "experts.show",
        expert_id=expert_id,
        _anchor="absences",
        **(shown or {}),  # type: ignore[arg-type]  # its one name is none of the function's own
    )


def _met(session: Session, expert_id: int, facts: BusyFacts) -> list[str]:
    """The published missions of theirs that an absence meets, with their days."""
    rows = queries.booked_between(session, expert_id, facts.first, facts.last)
    if expert_id not in the_reader().experts:
        hidden = sight.hidden(session, {row.mission_id for row in rows})
        rows = [row for row in rows if row.mission_id not in hidden]
    return [_("“%(title)s” (%(days)s)", title=row.mission.title, days=trip(row)) for row in rows]


def owned(session: Session, expert_id: int) -> ExpertRow:
    """Somebody whose absences the reader may write down; anybody else is 404."""
    row = visible(session, expert_id)
    if expert_id not in the_reader().experts:
        theirs(row.institution_id)
    return row


def _read() -> tuple[BusyFacts | None, Sheet]:
    sheet = Sheet(request.form)
    first = sheet.date("busy_first", _("First day"), required=True)
    last = sheet.date("busy_last", _("Last day")) or first
    said = sheet.text("busy_label", _("What for"), 120)
    if first and last and last < first:
        sheet.wrong("busy_last", _("Last day: it lies before the first one."))
    if sheet.mistakes or first is None or last is None:
        return None, sheet
    start = half_day(first, "pm" if request.form.get("busy_first_half") == "pm" else "am")
    end = half_day(last, "am" if request.form.get("busy_last_half") == "am" else "pm")
    if start > end:
        sheet.wrong("busy_last", _("Last day: it lies before the first one."))
        return None, sheet
    return BusyFacts(start, end, label=said or None), sheet
