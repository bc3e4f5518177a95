"""Entries become a file that others read back as it was meant."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path
from time import process_time

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from calendars.entry import Entry, Status
from calendars.errors import EntryUnwritable
from calendars.feed import Feed, Visibility, write
from calendars.mailbox import Mailbox
from calendars.stays import Stay, Timed, WholeDays, stay
from calendars.text import clean, one_line
from tests.calendars import build, by_icalendar
from tests.chance import examples

GOLDEN = Path(__file__).parents[1] / "golden" / "feed.ics"

nasty = st.sampled_from(
    ["\r\nATTENDEE:x", "\\n", "\\N", "\\", ";", ",", '"', "é", "👩🏽\u200d⚖️", "\u2028"]
)
texts = st.lists(st.one_of(nasty, st.text(max_size=60)), max_size=8).map("".join)
titles = texts.filter(lambda text: bool(one_line(text)))
moments = st.integers(10**9, 4 * 10**9).map(lambda at: datetime.fromtimestamp(at, UTC))
half_days = st.builds(
    lambda day, half: f"{day}/{half}",
    st.dates(date(2020, 1, 1), date(2040, 1, 1)),
    st.sampled_from(["am", "pm"]),
)
stays = st.builds(
    lambda ends, zone: stay(*sorted(ends), zone),
    st.tuples(half_days, half_days),
    st.sampled_from(build.ZONES),
)
entries = st.builds(
    Entry,
    uid=st.uuids().map(str),
    sequence=st.integers(0, 10_000),
    status=st.sampled_from(Status),
    summary=titles,
    stay=stays,
    created=moments,
    changed=moments,
    location=texts,
    description=texts,
    categories=st.lists(titles, max_size=3).map(tuple),
)


def _events(body: bytes) -> list[Event]:
    calendar = Calendar.from_ical(body)
    assert isinstance(calendar, Calendar)
    assert calendar.errors == []
    return calendar.events


def _read_stay(event: Event) -> Stay:
    first, end = event["DTSTART"].dt, event["DTEND"].dt
    if not isinstance(first, datetime):
        return WholeDays(first, end - timedelta(days=1))
    zone = str(event["DTSTART"].params["TZID"])
    return Timed(first.replace(tzinfo=None), end.replace(tzinfo=None), zone)


def _read(event: Event) -> Entry:
    return Entry(
        uid=str(event["UID"]),
        sequence=int(event["SEQUENCE"]),
        status=Status(str(event["STATUS"])),
        summary=str(event["SUMMARY"]),
        stay=_read_stay(event),
        created=event["CREATED"].dt,
        changed=event["LAST-MODIFIED"].dt,
        location=str(event.get("LOCATION", "")),
        description=str(event.get("DESCRIPTION", "")),
        categories=tuple(event.categories),
    )


def _expected(entry: Entry) -> Entry:
    return replace(
        entry,
        summary=one_line(entry.summary),
        location=one_line(entry.location),
        description=clean(entry.description),
        categories=tuple(one_line(category) for category in entry.categories),
    )


@examples(50)
@given(st.lists(entries, max_size=5, unique_by=lambda entry: entry.uid), texts)
def test_feed_read_back_says_what_was_written(written: list[Entry], name: str) -> None:
    body = write(build.feed(*written, name=name))

    assert [_read(event) for event in _events(body)] == sorted(
        map(_expected, written), key=lambda entry: entry.uid
    )


@examples(50)
@given(entries, texts)
def test_feed_lines_fit_75_octets_of_whole_characters(written: Entry, name: str) -> None:
    body = write(build.feed(written, name=name))

    lines = body.split(b"\r\n")
    assert lines[-1] == b""
    assert [line for line in lines if len(line) > 75] == []
    assert [line for line in lines if b"\n" in line or b"\r" in line] == []
    assert "".join(line.decode() for line in lines)


@examples(100)
@given(st.lists(entries, min_size=1, max_size=4, unique_by=lambda entry: entry.uid), texts)
def test_feed_is_what_icalendar_writes(written: list[Entry], name: str) -> None:
    feed = build.feed(*written, name=name, organizer=Mailbox(name, "unit@example.org"))

    assert write(feed) == by_icalendar.write(feed)


def test_feed_of_200_entries_is_built_in_20_ms() -> None:
    feed = build.year()
    write(feed)

    assert min(_cpu_ms(feed) for _ in range(5)) < 20


def _cpu_ms(feed: Feed) -> float:
    before = process_time()
    write(feed)
    return (process_time() - before) * 1000


def test_alarm_reminds_of_what_is_not_cancelled() -> None:
    sure = build.entry(uid="a", alarm_hours=24)
    off = build.entry(uid="b", alarm_hours=24, status=Status.CANCELLED)

    kept, cancelled = _events(write(build.feed(sure, off)))

    (alarm,) = kept.walk("VALARM")
    assert (alarm["ACTION"], alarm["TRIGGER"].dt) == ("DISPLAY", timedelta(hours=-24))
    assert cancelled.walk("VALARM") == []


def test_feed_is_the_golden_file() -> None:
    timed = stay("2027-07-05/pm", "2027-07-05/pm", "Europe/Paris")
    feed = build.feed(
        build.entry(summary="Travaux des commissions : l’exemple; d’ailleurs, « à suivre »"),
        build.entry(uid="b-2", stay=timed, status=Status.TENTATIVE, location="Assemblée, Paris"),
        build.entry(uid="b-3", status=Status.CANCELLED, sequence=2, description="Un\nDeux"),
        name="Mes missions",
        language="fr",
        color="navy",
        visibility=Visibility.PRIVATE,
    )

    assert write(feed) == GOLDEN.read_bytes()


def test_feed_is_the_same_whatever_the_order_of_its_entries() -> None:
    one, two = build.entry(uid="a"), build.entry(uid="b")

    assert write(build.feed(one, two)) == write(build.feed(two, one))


def test_feed_that_moves_one_entry_changes_only_that_one() -> None:
    kept, moved = build.entry(uid="a"), build.entry(uid="b")
    later = replace(moved, sequence=1, stay=stay("2027-04-05/am", "2027-04-06/pm", "Europe/Paris"))

    before = _events(write(build.feed(kept, moved)))
    after = _events(write(build.feed(kept, later)))

    assert [old == new for old, new in zip(before, after, strict=True)] == [True, False]


def test_feed_has_no_method_no_attendee_and_no_alarm() -> None:
    body = write(build.feed(build.entry()))

    assert [word for word in (b"METHOD", b"ATTENDEE", b"VALARM") if word in body] == []


@pytest.mark.parametrize(
    ("status", "transparency", "busy"),
    [
        (Status.CONFIRMED, "OPAQUE", "OOF"),
        (Status.TENTATIVE, "OPAQUE", "TENTATIVE"),
        (Status.CANCELLED, "TRANSPARENT", "FREE"),
    ],
)
def test_status_says_whether_time_is_taken(status: Status, transparency: str, busy: str) -> None:
    (event,) = _events(write(build.feed(build.entry(status=status))))

    assert event["STATUS"] == status.value
    assert event["TRANSP"] == transparency
    assert event["X-MICROSOFT-CDO-BUSYSTATUS"] == busy


def test_whole_days_are_read_by_vobject_with_an_exclusive_end() -> None:
    calendar = vobject.readOne(StringIO(write(build.feed(build.entry())).decode()))

    assert calendar.vevent.dtstart.value == date(2027, 3, 1)
    assert calendar.vevent.dtend.value == date(2027, 3, 4)


def test_feed_has_one_zone_for_each_name_used() -> None:
    def at(uid: str, zone: str) -> Entry:
        return build.entry(uid=uid, stay=stay("2027-03-01/am", "2027-03-01/am", zone))

    feed = build.feed(at("a", "Europe/Paris"), at("b", "Asia/Kabul"), at("c", "Europe/Paris"))
    calendar = Calendar.from_ical(write(feed))

    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == [
        "Asia/Kabul",
        "Europe/Paris",
    ]


def test_feed_refuses_two_entries_of_one_uid() -> None:
    with pytest.raises(ValueError, match="share a UID: a"):
        build.feed(build.entry(uid="a"), build.entry(uid="a", sequence=1))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("uid", ""),
        ("uid", "a\r\nATTENDEE:x"),
        ("alarm_hours", -1),
        ("sequence", -1),
        ("summary", " \x07 "),
        ("stay", stay("2027-03-01/am", "2027-03-01/am", "Nowhere/Known")),
        ("stay", WholeDays(date(9999, 12, 30), date(9999, 12, 31))),
        ("url", "https://example.org/\r\nATTENDEE:x"),
        ("changed", datetime.fromisoformat("2027-03-01T09:00")),
    ],
)
def test_entry_that_nobody_could_read_right_is_refused(field: str, value: object) -> None:
    with pytest.raises(EntryUnwritable) as refused:
        build.entry(**{field: value})

    assert refused.value.field == field


@pytest.mark.parametrize("email", ["", "unit", "unit@example.org\r\nATTENDEE:x", "a b@example.org"])
def test_mailbox_without_an_address_is_refused(email: str) -> None:
    with pytest.raises(ValueError, match="needs an e-mail address"):
        Mailbox("Unit", email)


def test_organizer_name_cannot_end_its_line() -> None:
    mailbox = Mailbox('The "unit"\r\nATTENDEE:x; y, z', "unit@example.org")

    (event,) = _events(write(build.feed(build.entry(), organizer=mailbox)))

    assert "ATTENDEE" not in event
    assert str(event["ORGANIZER"]) == "mailto:unit@example.org"
