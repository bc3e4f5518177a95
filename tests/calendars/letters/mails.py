"""Mails as the programs of experts send them back, each in its own manner, written for tests.

People and addresses are invented.
"""

import base64
import quopri

UID = "3f0c2a5e-8a39-4a3e-9d0e-2c8f5a7b1d10"
ANNE = "anne.bova@assembly.example"
UNIT = "missions@unit.example"


def lines(*text: str) -> str:
    return "\r\n".join(text) + "\r\n"


def reply(
    partstat: str = "ACCEPTED",
    *extra: str,
    sequence: str | None = "0",
    method: str = "REPLY",
    attendee: str = "",
    stamp: str = "20270105T101500Z",
) -> str:
    """The calendar of a reply, as plain as RFC 5546 §3.2.3 has it."""
    return lines(
        "BEGIN:VCALENDAR",
        "PRODID:-//Example//Reply//EN",
        "VERSION:2.0",
        f"METHOD:{method}",
        "BEGIN:VEVENT",
        attendee or f"ATTENDEE;PARTSTAT={partstat}:mailto:{ANNE}",
        f"DTSTAMP:{stamp}",
        f"ORGANIZER:mailto:{UNIT}",
        *([f"SEQUENCE:{sequence}"] if sequence is not None else []),
        f"UID:{UID}",
        *extra,
        "END:VEVENT",
        "END:VCALENDAR",
    )


def head(*more: str, sender: str = f"Anne Bova <{ANNE}>", message_id: str = "<1@example>") -> str:
    return lines(
        f"From: {sender}",
        f"To: {UNIT}",
        "Subject: =?utf-8?Q?Accept=C3=A9_=3A_S=C3=A9minaire?=",
        "Date: Tue, 5 Jan 2027 10:15:00 +0000",
        f"Message-ID: {message_id}",
        "In-Reply-To: <invitation-7@unit.example>",
        "MIME-Version: 1.0",
        *more,
    )


def part(kind: str, body: str, coding: str = "7bit", *more: str) -> str:
    return lines(
        f"Content-Type: {kind}",
        f"Content-Transfer-Encoding: {coding}",
        *more,
        "",
        encoded(body, coding),
    )


def encoded(body: str, coding: str, charset: str = "utf-8") -> str:
    raw = body.encode(charset)
    if coding == "base64":
        return base64.encodebytes(raw).decode().replace("\n", "\r\n")
    if coding == "quoted-printable":
        return quopri.encodestring(raw).decode()
    return body


def mail(kind: str, *parts: str, first: str = "") -> bytes:
    """A multipart mail."""
    body = "".join(f"--seam\r\n{each}" for each in parts)
    top = first or head(f'Content-Type: multipart/{kind}; boundary="seam"')
    return f"{top}\r\n{body}--seam--\r\n".encode()


def bare(calendar: str, coding: str = "7bit", first: str = "") -> bytes:
    """A mail that is a calendar and nothing else."""
    kinds = (
        "Content-Type: text/calendar; charset=utf-8; method=REPLY",
        f"Content-Transfer-Encoding: {coding}",
    )
    return f"{first or head(*kinds)}\r\n{encoded(calendar, coding)}".encode()


def outlook() -> bytes:
    """Exchange: alternatives, base64, quoted CN, a COMMENT with language, its own properties."""
    calendar = lines(
        "BEGIN:VCALENDAR",
        "METHOD:REPLY",
        "PRODID:Microsoft Exchange Server 2010",
        "VERSION:2.0",
        "BEGIN:VTIMEZONE",
        "TZID:Eastern Standard Time",
        "BEGIN:STANDARD",
        "DTSTART:16010101T020000",
        "TZOFFSETFROM:-0400",
        "TZOFFSETTO:-0500",
        "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=1SU;BYMONTH=11",
        "END:STANDARD",
        "END:VTIMEZONE",
        "BEGIN:VEVENT",
        f'ATTENDEE;PARTSTAT=DECLINED;CN="Bova, Anne":mailto:{ANNE}',
        "COMMENT;LANGUAGE=fr-CA:Je siège cette semaine-là\\, désolée.\\n",
        f"UID:{UID}",
        "SUMMARY;LANGUAGE=fr-CA:Refusé : Séminaire",
        "DTSTART;VALUE=DATE:20270301",
        "DTEND;VALUE=DATE:20270303",
        "CLASS:PUBLIC",
        "PRIORITY:5",
        "DTSTAMP:20270105T101500Z",
        "TRANSP:OPAQUE",
        "STATUS:CONFIRMED",
        "SEQUENCE:1",
        "X-MICROSOFT-CDO-APPT-SEQUENCE:1",
        "X-MICROSOFT-CDO-INTENDEDSTATUS:BUSY",
        "END:VEVENT",
        "END:VCALENDAR",
    )
    return mail(
        "alternative",
        part('text/plain; charset="iso-8859-1"', "", "quoted-printable"),
        part('text/html; charset="iso-8859-1"', "<html></html>", "quoted-printable"),
        part('text/calendar; charset="utf-8"; method=REPLY', calendar, "base64"),
    )


def google() -> bytes:
    """Google: alternatives within a mixed mail, and the same calendar attached once more."""
    calendar = reply("TENTATIVE", "COMMENT:Peut-être", "CREATED:20270104T090000Z", "X-NUM-GUESTS:0",
                     attendee=f"ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=TENTATIVE;"
                     f"CN=Anne\r\n  Bova;X-NUM-GUESTS=0:mailto:{ANNE}")  # fmt: skip
    inner = (
        'Content-Type: multipart/alternative; boundary="inner"\r\n\r\n'
        + "--inner\r\n"
        + part(
            "text/plain; charset=UTF-8; format=flowed; delsp=yes", "Anne Bova a répondu", "base64"
        )
        + "--inner\r\n"
        + part("text/calendar; charset=UTF-8; method=REPLY", calendar, "quoted-printable")
        + "--inner--\r\n"
    )
    attached = part('application/ics; name="invite.ics"', calendar, "base64",
                    'Content-Disposition: attachment; filename="invite.ics"')  # fmt: skip
    return mail("mixed", inner, attached)


def apple() -> bytes:
    """Apple: alternatives, quoted-printable, an EMAIL parameter beside an address of its own."""
    calendar = reply(
        attendee=f"ATTENDEE;CN=Anne Bova;EMAIL={ANNE};PARTSTAT=ACCEPTED;"
        "CUTYPE=INDIVIDUAL:/aMTIzNDU2Nzg5MA/principal/"
    )
    return mail(
        "alternative",
        part("text/plain; charset=UTF-8", "Anne Bova a accepté", "quoted-printable"),
        part("text/calendar; charset=UTF-8; method=REPLY", calendar, "quoted-printable"),
    )


def thunderbird() -> bytes:
    """Thunderbird: words, then the calendar in base64, its lines ending as Unix has them."""
    calendar = reply("ACCEPTED", f"SUMMARY:Séminaire {'très ' * 30}long").replace("\r\n", "\n")
    return mail(
        "mixed",
        part("text/plain; charset=UTF-8; format=flowed", "Anne Bova has accepted."),
        part("text/calendar; method=REPLY; charset=UTF-8", calendar, "base64"),
    )


def bounce(
    action: str = "failed",
    sent_back: str = "rfc822",
    about: str = "<invitation-7@unit.example>",
) -> bytes:
    """A report as RFC 3464 has it: words, status, and the mail or its headers sent back."""
    status = lines(
        "Content-Type: message/delivery-status",
        "",
        "Reporting-MTA: dns; mx.assembly.example",
        "",
        f"Original-Recipient: rfc822;{ANNE}",
        f"Final-Recipient: rfc822; {ANNE}",
        f"Action: {action}",
        "Status: 5.1.1",
        "Diagnostic-Code: smtp; 550 5.1.1 No such user here",
    )
    mails = {
        "rfc822": lines("Content-Type: message/rfc822", "", f"Message-ID: {about}", "", "x"),
        "headers": lines("Content-Type: text/rfc822-headers", "", f"Message-ID: {about}"),
        "nothing": part("text/plain", "It is gone."),
    }
    first = head(
        'Content-Type: multipart/report; report-type=delivery-status; boundary="seam"',
        sender="MAILER-DAEMON@mx.assembly.example",
        message_id="<dsn-1@mx.assembly.example>",
    )
    return mail("report", part("text/plain", "Undelivered."), status, mails[sent_back], first=first)
