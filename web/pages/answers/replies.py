"""`/replies`: answers that are waited for, and mail that nobody but a person can place."""

from flask import current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from db.operations import received_mail as operations
from db.queries import answers
from db.queries import received_mail as mail
from web.http.ledger import reading, writing
from web.http.policy import roles
from web.language.sentences.letters import letter_sentence, mailbox_sentence
from web.pages.answers.blueprint import bp
from web.service.answers.waiting import waiting
from web.service.clock import now
from web.service.local import local_today, local_zone
from web.service.reader import actor, scope
from web.service.roles import STAFFING
from web.service.settings import Settings


@bp.get("/replies")
@roles(*STAFFING)
def index() -> ResponseReturnValue:
    """Whose answer is waited for, and which mails could not be used."""
    with reading() as session:
        today, zone = local_today(session, scope()), local_zone(session, scope())
        settings: Settings = current_app.extensions["settings"]
        return render_template(
            "answers/replies.html",
            waiting=waiting(answers.waited_for(session, scope(), today), now()),
            unclear=[(row, letter_sentence(row.code, row.facts)) for row in mail.unclear(session)],
            mailbox=mailbox_sentence(mail.state(session), bool(settings.mailbox), zone),
            zone=zone,
        )


@bp.post("/replies/<row:mail_id>/seen")
@roles(*STAFFING)
def seen(mail_id: int) -> ResponseReturnValue:
    """Put a mail aside that somebody has dealt with."""
    with writing() as session:
        operations.put_aside(session, mail_id, actor(), now())
    return redirect(url_for("answers.index"), 303)
