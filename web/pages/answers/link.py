"""`/answer/<secret>`: who holds the link reads what they are asked, and answers, once."""

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from db.errors import LinkClosed
from db.models import AnswerRow, AnswerTokenRow
from db.operations import answers as operations
from db.operations.answers import Given, hash_of
from db.queries import answers
from web.http.forms import Sheet
from web.http.ledger import reading, writing
from web.http.policy import public
from web.http.reader_language import prefer
from web.language.labels import label
from web.pages.answers import attempts
from web.pages.answers.blueprint import bp
from web.pages.answers.form import given, sheet_of
from web.service.answers.asked import asked, besides_answers
from web.service.answers.said import said
from web.service.clock import now


# With a slash too many it is no link: leading from there to the right one would say the secret.
@bp.get("/answer/<secret>", merge_slashes=False)
@public
def by_link(secret: str) -> ResponseReturnValue:
    """The question, or why it cannot be answered by this link any more."""
    with reading() as session:
        return _page(session, secret, Sheet({}))


@bp.post("/answer/<secret>", merge_slashes=False)
@public
def keep_by_link(secret: str) -> ResponseReturnValue:
    """Keep the answer, and show it; a link that nobody was given is counted."""
    _expect_few_attempts()
    with reading() as session:
        sheet = sheet_of(request.form)
        answer = given(sheet, _link(session, secret).booking)
        if answer is None:
            return _page(session, secret, sheet), 422
    try:
        with writing() as session:
            operations.record_by_link(session, secret, answer, now())
    except LinkClosed:
        with reading() as session:
            return _page(session, secret, sheet, answer), 409
    return redirect(url_for("answers.by_link", secret=secret), 303)


def _expect_few_attempts() -> None:
    """Answer 429 where too many wrong links came from the reader's address."""
    if attempts.must_wait(request.remote_addr or ""):
        abort(429)


def _link(session: Session, secret: str) -> AnswerTokenRow:
    """What the secret opens, in the language of its holder; anything else is 404."""
    row = answers.link(session, hash_of(secret))
    if row is None:
        if request.method == "POST":
            attempts.note_wrong(request.remote_addr or "")
        abort(404)
    prefer(answers.language_of(session, row.booking.expert_id))
    return row


def _page(session: Session, secret: str, sheet: Sheet, sent: Given | None = None) -> str:
    row = _link(session, secret)
    state = answers.link_state(session, row, now())
    last = answers.standing(session, [row.booking]).get(row.booking_id)
    return render_template(
        "answers/question.html" if state == "open" else "answers/closed.html",
        asked=asked(session, row.booking),
        conflicts=besides_answers(session, row.booking),
        state=state,
        said=said(session, last) if last else None,
        unkept=_unkept(sent, last),
        zone=row.booking.expert.institution.timezone,
        action=url_for("answers.by_link", secret=secret),
        sheet=sheet,
    )


def _unkept(sent: Given | None, last: AnswerRow | None) -> str:
    """An answer that came too late, in words; nothing where the one that stands is of its kind."""
    if sent is None or (last is not None and last.answer == sent.answer):
        return ""
    return label("answer", sent.answer)
