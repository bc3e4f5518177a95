"""What a mail says, in its reader's language, and the entry that it carries."""

from collections.abc import Callable
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP

import pytest
import vobject
from flask import Flask
from icalendar import Calendar, Event
from sqlalchemy import select

from db.engine import Ledger
from db.models import ExpertRow, FeedTokenRow, MessageRow, MissionRow
from db.operations import outbox
from db.operations.bookings import rewrite
from db.queries import letters, plans
from tests import make
from tests.db.outgoing import Story, messages, publish_with, send_all
from web.service.mail.writing import Mail, written

Ready = Callable[..., None]
Rows = Callable[[], list[MessageRow]]


def mail_of(app: Flask, key: int, link: str = "https://hemicycle.example/answer/s") -> Mail:
    ledger: Ledger = app.extensions["ledger"]
    with ledger.read() as session:
        return written(app.extensions["settings"], letters.letter(session, key), link)


def read_again(mail: Mail) -> EmailMessage:
    read = message_from_bytes(mail.octets, policy=SMTP)
    assert isinstance(read, EmailMessage)
    return read


def event_of(mail: Mail) -> Event:
    (event,) = Calendar.from_ical(mail.calendar).walk("VEVENT")
    assert isinstance(event, Event)
    return event


def test_mail_is_words_twice_and_the_entry_twice(app: Flask, story: Story, ready: Ready) -> None:
    ready(story.anne)

    mail = read_again(mail_of(app, 1))

    kinds = [part.get_content_type() for part in mail.walk()]
    assert kinds == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "text/calendar",
        "application/ics",
    ]
    *_, calendar, attached = mail.walk()
    assert calendar.get_param("method") == "REQUEST"
    assert calendar.get_param("charset") == "utf-8"
    assert attached.get_filename() == "invite.ics"
    assert calendar.get_payload(decode=True) == attached.get_payload(decode=True)
    assert all(len(line) <= 998 for line in mail.as_bytes().splitlines())
    assert mail.as_bytes().isascii()


def test_same_message_gives_the_same_octets(app: Flask, story: Story, ready: Ready) -> None:
    ready(story.anne)

    assert mail_of(app, 1).octets == mail_of(app, 1).octets


def test_mail_says_everything_in_words(app: Flask, story: Story, ready: Ready) -> None:
    ready(story.anne, story.paul)

    mail = mail_of(app, 1)

    assert mail.text == (
        "Hello Anne Bova,\n\n"
        "We would like to send you on this mission and hold the days for you.\n\n"
        "Mission: Seminar\n"
        "When: 1–2 March 2027\n"
        "Where: Parliament ht, Haiti\n"
        "Team: Anne Bova, Paul Deru\n"
        "Status: Hold\n\n"
        "Please say on this page whether you can go; no password is asked for:\n\n"
        "https://hemicycle.example/answer/s\n\n"
        "You can also accept or decline in your calendar program, or write back to this"
        " address.\n\n"
        "Assembly qc\nunit@qc.example\n"
    )
    plain = read_again(mail).get_body(("plain",))
    assert plain is not None
    assert plain.get_content().replace("\r\n", "\n") == mail.text
    words = mail.body.striptags()
    assert [name for name, what in mail.said.facts if what not in words] == []


def test_french_mail_has_its_spaces_before_colons(app: Flask, story: Story, ready: Ready) -> None:
    app.extensions["settings"] = replace(app.extensions["settings"], language="fr")
    ready(story.anne)

    facts = mail_of(app, 1).text.split("\n\n")[2].splitlines()

    assert [line.split(":")[0] for line in facts] == [
        "Mission\u00a0",
        "Quand\u00a0",
        "Où\u00a0",
        "Équipe\u00a0",
        "État\u00a0",
    ]


@pytest.mark.parametrize("venue", ["home", "remote"])
@pytest.mark.parametrize(
    ("status", "opening"),
    [
        ("hold", "We would like you to take part in this mission and hold the days for you."),
        (
            "confirmed",
            "We ask you to take part in this mission; its dates are agreed with the partner.",
        ),
    ],
)
def test_mail_asks_to_take_part_where_nobody_goes_away(
    app: Flask, ledger: Ledger, story: Story, ready: Ready, venue: str, status: str, opening: str
) -> None:
    ready(story.anne)
    with ledger.write() as session:
        row = session.scalars(select(MessageRow)).one()
        row.told = {**row.told, "venue": venue, "status": status}

    text = mail_of(app, 1).text

    assert opening in text
    assert "Please say on this page whether you can take part" in text
    assert " go " not in text


def test_words_are_never_markup(app: Flask, ledger: Ledger, story: Story, ready: Ready) -> None:
    with ledger.write() as session:
        session.get_one(MissionRow, story.mission).title = '<script src="x">&\r\nBcc: all'
    ready(story.anne)

    mail = mail_of(app, 1)

    assert "<script" not in mail.body
    assert "&lt;script" in mail.body
    assert read_again(mail)["Bcc"] is None
    assert read_again(mail)["Subject"].startswith('Are you free? <script src="x">& Bcc: all')


def test_move_says_from_when_to_when(
    app: Flask, ledger: Ledger, story: Story, ready: Ready
) -> None:
    ready(story.anne)
    with ledger.write() as session:
        send_all(session)
    ready(story.anne, week=2)

    said = mail_of(app, 2).said

    assert said.subject == "New dates: Seminar, 15–16 March 2027"
    assert said.changes == ("Dates: 15–16 March 2027 instead of 1–2 March 2027.",)


def test_confirmation_and_end_say_so(
    app: Flask, ledger: Ledger, story: Story, ready: Ready
) -> None:
    ready(story.anne)
    with ledger.write() as session:
        send_all(session)
        session.get_one(MissionRow, story.mission).state = "accepted"
        session.flush()
        rewrite(session, plans.live_id(session) or 0, make.AT)
        outbox.release(session, [row.id for row in messages(session)], make.BY, make.AT)
        send_all(session)
    ready()

    confirmed, ended = mail_of(app, 2), mail_of(app, 3)

    assert confirmed.said.opening == "Your mission is confirmed."
    assert confirmed.said.changes == ("Status: Confirmed instead of Hold.",)
    assert event_of(confirmed)["STATUS"] == "CONFIRMED"
    assert ended.said.subject == "Cancelled: Seminar, 1–2 March 2027"
    assert "/answer/" not in ended.text
    assert (ended.invitation.method, event_of(ended)["STATUS"]) == ("CANCEL", "CANCELLED")


@pytest.mark.parametrize(
    ("language", "subject"),
    [("en", "Are you free? Seminar"), ("fr", "Êtes-vous disponible\u00a0? Seminar")],
)
def test_mail_speaks_its_readers_language(
    app: Flask, ledger: Ledger, story: Story, ready: Ready, language: str, subject: str
) -> None:
    with ledger.write() as session:
        anne = session.get_one(ExpertRow, story.anne)
        make.account(
            session, role="expert", institution=anne.institution, expert=anne, language=language
        )
    ready(story.anne)

    mail = mail_of(app, 1)

    assert mail.said.subject.startswith(subject)
    assert read_again(mail)["Subject"].startswith(subject)
    assert f'<html lang="{language}">' in mail.octets.decode().replace("=3D", "=")
    assert event_of(mail)["SUMMARY"].params["LANGUAGE"] == language


def test_language_is_asked_of_account_then_feed_then_competence(
    ledger: Ledger, story: Story
) -> None:
    found = []
    with ledger.write() as session:
        anne = session.get_one(ExpertRow, story.anne)
        found.append(letters.language_of(session, anne.id))
        best = make.expert(
            session, anne.institution, "Luc Dorval", languages={"en": "B2", "fr": "C1"}
        )
        found.append(letters.language_of(session, best.id))
        session.add(
            FeedTokenRow(
                kind="expert",
                expert_id=best.id,
                label="phone",
                language="en",
                sha256="0" * 64,
                created_at=make.AT,
            )
        )
        found.append(letters.language_of(session, best.id))
        make.account(
            session, role="expert", institution=anne.institution, expert=best, language="fr"
        )
        found.append(letters.language_of(session, best.id))

    assert found == [None, "fr", "en", "fr"]


def test_language_of_nobody_known_is_the_houses(app: Flask, story: Story, ready: Ready) -> None:
    ready(story.anne)
    app.extensions["settings"] = replace(app.extensions["settings"], language="fr")

    assert mail_of(app, 1).said.greeting == "Bonjour Anne Bova,"


def test_entry_is_that_of_the_feed_but_for_who_is_asked(
    app: Flask, ledger: Ledger, story: Story, ready: Ready
) -> None:
    from tests.web.feeds.world import Addresses

    ready(story.anne)
    feed = app.test_client().get(Addresses(ledger).open("expert", story.anne)).data

    mail = mail_of(app, 1)

    shown = feed.split(b"BEGIN:VEVENT")[1].split(b"END:VEVENT")[0].split(b"\r\n")
    asked = mail.calendar.split(b"BEGIN:VEVENT")[1].split(b"END:VEVENT")[0].split(b"\r\n")
    assert [line for line in shown if line not in asked] == []
    attendee = event_of(mail)["ATTENDEE"]
    assert attendee == "mailto:anne@qc.example"
    assert dict(attendee.params) == {
        "CN": "Anne Bova",
        "CUTYPE": "INDIVIDUAL",
        "PARTSTAT": "NEEDS-ACTION",
        "ROLE": "REQ-PARTICIPANT",
        "RSVP": "TRUE",
    }
    assert event_of(mail)["ORGANIZER"] == "mailto:unit@qc.example"


def test_other_readers_see_the_same_entry(app: Flask, ledger: Ledger, story: Story) -> None:
    with ledger.write() as session:
        session.get_one(MissionRow, story.mission).length = 3
        publish_with(session, story, story.anne)

    mail = mail_of(app, 1)

    read, ours = vobject.readOne(mail.calendar.decode()), event_of(mail)
    assert read.method.value == "REQUEST"
    event = read.vevent
    assert (event.uid.value, event.sequence.value) == (ours["UID"], str(ours["SEQUENCE"]))
    assert event.dtstart.value.utctimetuple() == ours["DTSTART"].dt.utctimetuple()
    assert event.dtend.value.utctimetuple() == ours["DTEND"].dt.utctimetuple()
    assert (event.status.value, event.summary.value) == (ours["STATUS"], ours["SUMMARY"])


def test_mail_tells_namesakes_of_the_team_apart(
    app: Flask, ledger: Ledger, story: Story, ready: Ready
) -> None:
    with ledger.write() as session:
        for key, department in ((story.anne, "Library"), (story.paul, "Protocol")):
            row = session.get_one(ExpertRow, key)
            row.given_name, row.family_name, row.department = "Marie", "Roy", department
            row.sort_name = "roy marie"
    ready(story.anne, story.paul)

    mail = mail_of(app, 1)

    said = "Team: Marie Roy · Library, Marie Roy · Protocol"
    assert said in mail.text.splitlines()
    assert said in str(event_of(mail)["DESCRIPTION"]).splitlines()
