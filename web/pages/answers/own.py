"""`/answers/<booking>`: signed in, experts answer and coordinators write down what they heard."""

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from db.actors import Actor
from db.errors import InvalidState
from db.models import BookingRow
from db.operations import answers as operations
from db.queries import answers, sight
from web.http.flashes import redirect_saying
from web.http.forms import Sheet
from web.http.ledger import reading, writing
from web.http.policy import roles
from web.language.speech import gettext as _
from web.pages.answers.blueprint import bp
from web.pages.answers.form import given, sheet_of
from web.service.answers.asked import asked, besides_answers, question_of
from web.service.answers.said import said
from web.service.belonging import call
from web.service.clock import now
from web.service.local import today_in
from web.service.reader import the_reader
from web.service.roles import STAFFING


@bp.get("/answers/<row:booking_id>")
@roles(*STAFFING, "expert", "assistant")
def question(booking_id: int) -> ResponseReturnValue:
    """What is asked, and what was said of it last."""
    with reading() as session:
        return _page(session, _mine(session, booking_id), Sheet({}))


@bp.post("/answers/<row:booking_id>")
@roles(*STAFFING, "expert", "assistant")
def keep(booking_id: int) -> ResponseReturnValue:
    """Keep the answer; another one can follow."""
    sheet = sheet_of(request.form)
    try:
        with writing() as session:
            refused = _keep(session, _mine(session, booking_id), sheet)
    except InvalidState:
        with reading() as session:
            return _page(session, _mine(session, booking_id), sheet), 409
    if refused is not None:
        return refused
    said = _("Thank you. The answer is kept, and the coordinators see it.")
    return redirect_saying(url_for("answers.question", booking_id=booking_id), said, "success")


def _keep(session: Session, row: BookingRow, sheet: Sheet) -> ResponseReturnValue | None:
    """Keep the answer; the page again where it cannot be kept. Raises: InvalidState."""
    if not _is_open(row):
        return _page(session, row, sheet), 409
    if _is_stale(row):
        return _asked_anew(session, row, sheet), 409
    answer = given(sheet, row)
    if answer is None:
        return _page(session, row, sheet), 422
    operations.record(session, row.id, answer, "account", _speaker(row), now())
    return None


def _mine(session: Session, booking_id: int) -> BookingRow:
    """A booking of the reader's, of whom they act for, of their people or on their missions.

    Whoever runs a mission hears from all of its team, also from whom another institution lends.
    """
    row = session.get(BookingRow, booking_id) or abort(404)
    reader = the_reader()
    if row.expert_id in reader.experts:
        return row
    own = reader.institutions(*STAFFING)
    is_theirs = row.expert.institution_id in own or row.mission.institution_id in own
    return row if is_theirs and not sight.hidden(session, [row.mission_id]) else abort(404)


def _is_open(row: BookingRow) -> bool:
    """Can it be answered still: is it not cancelled, nor over where its expert is?"""
    return answers.is_ahead(row, today_in(row.expert.institution.timezone))


def _is_stale(row: BookingRow) -> bool:
    """Was the form opened when something else was asked?"""
    return request.form.get("question", question_of(row)) != question_of(row)


def _asked_anew(session: Session, row: BookingRow, sheet: Sheet) -> str:
    """What is asked now, with the note that was typed; the choice is made again."""
    kept = Sheet({"note": sheet.texts.get("note", "")})
    kept.wrong(
        "answer",
        _("The dates or the place have changed since this page was opened: please answer again."),
    )
    return _page(session, row, kept)


def _speaker(row: BookingRow) -> Actor:
    """The reader; an assistant or a coordinator speaks for the expert, which the audit keeps."""
    reader = the_reader()
    return Actor(reader.id, reader.name, None if _is_themselves(row) else row.expert.name)


def _is_themselves(row: BookingRow) -> bool:
    return any(
        grant.role == "expert" and grant.expert_id == row.expert_id for grant in the_reader().grants
    )


def _page(session: Session, row: BookingRow, sheet: Sheet) -> str:
    last = answers.standing(session, [row]).get(row.id)
    return render_template(
        "answers/question.html" if _is_open(row) else "answers/closed.html",
        asked=asked(session, row, "" if _is_themselves(row) else call(row.expert)),
        conflicts=besides_answers(session, row),
        state="withdrawn" if row.status == "cancelled" else "expired",
        said=said(session, last) if last else None,
        zone=row.expert.institution.timezone,
        action=url_for("answers.keep", booking_id=row.id),
        sheet=sheet,
    )
