"""Bad input: what can be read is read, the rest is named with its line."""

import pytest

from calendars.errors import CalendarUnreadable
from calendars.reading.limits import Limits
from calendars.reading.read import Asked, read
from tests.calendars.reading.files import PARIS, WINDOW, calendar, event, flaws, reading, starts

GOOD = event("DTSTART:20270303T090000Z", uid="good")


def code_of(body: bytes, limits: Limits | None = None) -> str:
    asked = Asked(WINDOW, PARIS) if limits is None else Asked(WINDOW, PARIS, limits=limits)
    with pytest.raises(CalendarUnreadable) as refusal:
        read(body, asked)
    return refusal.value.code


@pytest.mark.parametrize(
    ("lines", "flaw"),
    [
        (["SUMMARY:no start"], ("start.missing", 8)),
        (["DTSTART:20270230T090000Z"], ("time.unreadable", 10)),
        (["DTSTART:tomorrow"], ("time.unreadable", 10)),
        (["DTSTART:20270303T090000Z", "DTEND:20270302T090000Z"], ("end.before_start", 11)),
        (["DTSTART:20270303T090000Z", "DURATION:-PT1H"], ("duration.unreadable", 11)),
        (["DTSTART:20270303T090000Z", "DURATION:P99999999D"], ("duration.unreadable", 11)),
        (["DTSTART;TZID=Nowhere:20270303T090000"], ("zone.unknown", 10)),
        (["DTSTART;TZID=\"open:20270303T090000"], ("line.unreadable", 10)),
    ],
)  # fmt: skip
def test_one_bad_event_leaves_the_others(lines: list[str], flaw: tuple[str, int]) -> None:
    bad = event(*lines, uid="bad")

    assert starts(GOOD, bad) == ["03-03 09:00"]
    assert flaws(GOOD, bad) == [flaw]


def test_event_without_an_end_is_named_and_the_next_is_read() -> None:
    cut = "BEGIN:VEVENT\r\nUID:cut\r\nDTSTART:20270304T090000Z"

    assert starts(cut, GOOD) == ["03-03 09:00"]
    assert flaws(cut, GOOD) == [("component.unclosed", 4)]


def test_file_cut_short_gives_what_came_before() -> None:
    whole = calendar(GOOD, event("DTSTART:20270304T090000Z", uid="late"))
    cut = whole[: whole.index(b"UID:late") + 4]

    found = read(cut, Asked(WINDOW, PARIS))

    assert [each.told.uid for each in found.occurrences] == ["good"]
    assert {flaw.code for flaw in found.flaws.kept} >= {"component.unclosed"}


def test_stray_line_is_named() -> None:
    assert flaws(GOOD, "no colon here") == [("line.stray", 8)]


def test_alarm_inside_an_event_does_not_lengthen_it() -> None:
    alarm = ("BEGIN:VALARM", "DURATION:PT9H", "END:VALARM")

    found = reading(event("DTSTART:20270303T090000Z", *alarm, "DURATION:PT1H"))

    assert (found.busy[0].end - found.busy[0].start).seconds == 3600


@pytest.mark.parametrize("coding", ["utf-8-sig", "utf-16", "cp1252"])
def test_other_encodings_are_read(coding: str) -> None:
    text = calendar(event("DTSTART:20270303T090000Z", "SUMMARY:Été")).decode()

    found = read(text.encode(coding), Asked(WINDOW, PARIS))

    assert [each.told.summary for each in found.occurrences] == ["Été"]


@pytest.mark.parametrize("ending", ["\n", "\r", "\r\r\n"])
def test_other_line_ends_are_read(ending: str) -> None:
    body = calendar(GOOD).replace(b"\r\n", ending.encode())

    assert len(read(body, Asked(WINDOW, PARIS)).occurrences) == 1


def test_folded_lines_count_as_one() -> None:
    folded = event("DTSTART:2027\r\n 0303T09\r\n\t0000Z", "DTEND:never")

    assert flaws(GOOD, folded) == [("time.unreadable", 13)]


def test_events_without_a_calendar_around_them_are_read() -> None:
    assert len(read(GOOD.encode(), Asked(WINDOW, PARIS)).occurrences) == 1


@pytest.mark.parametrize("body", [b"", b"<html>", b"\x00\x01", b"BEGIN:VCARD\r\nEND:VCARD\r\n"])
def test_file_that_is_no_calendar_is_refused(body: bytes) -> None:
    assert code_of(body) == "file.no_calendar"


def test_file_with_no_readable_entry_is_refused() -> None:
    assert code_of(calendar(event("DTSTART:never"))) == "file.nothing_readable"


def test_empty_calendar_says_that_nothing_is_busy() -> None:
    assert reading().busy == []


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (Limits(bytes=10), "file.too_large"),
        (Limits(components=1), "file.too_many"),
        (Limits(depth=1), "file.nothing_readable"),
    ],
)
def test_limits_refuse(limits: Limits, code: str) -> None:
    assert code_of(calendar(GOOD), limits) == code


def test_flaws_are_counted_beyond_those_named() -> None:
    bad = [event("DTSTART:never", uid=str(number)) for number in range(5)]

    found = reading(GOOD, *bad, limits=Limits(flaws=2))

    assert (found.flaws.count, len(found.flaws.kept)) == (5, 2)


def test_alarm_without_an_end_takes_no_line_of_its_entry() -> None:
    alarm = ("BEGIN:VALARM", "TRIGGER:-PT15M", "DURATION:PT9H")
    entry = event("DTSTART:20270303T090000Z", *alarm, "RRULE:FREQ=DAILY;COUNT=2")

    assert starts(entry) == ["03-03 09:00", "03-04 09:00"]
    assert flaws(entry) == [("component.unclosed", 7)]


def test_entry_with_a_misspelt_end_is_read_and_named() -> None:
    entry = event("DTSTART:20270303T090000Z").replace("END:VEVENT", "END:VEVNT")

    assert starts(entry, GOOD) == ["03-03 09:00", "03-03 09:00"]
    assert flaws(entry, GOOD) == [("component.misspelt", 7)]


def test_entry_nested_too_deep_is_named_and_the_next_is_read() -> None:
    deep = "\r\n".join(["BEGIN:X-BOX"] * 9)

    assert starts(deep, GOOD) == ["03-03 09:00"]
    assert ("component.too_deep", 11) in flaws(deep, GOOD)


def test_file_that_ends_early_is_not_whole() -> None:
    whole = calendar(GOOD)

    assert read(whole, Asked(WINDOW, PARIS)).is_whole
    assert read(whole.rstrip(), Asked(WINDOW, PARIS)).is_whole
    assert not read(whole.replace(b"END:VCALENDAR", b""), Asked(WINDOW, PARIS)).is_whole


def test_letters_of_one_line_spoil_no_other() -> None:
    good = event("DTSTART:20270303T090000Z", "SUMMARY:Été", uid="a").encode()
    old = event("DTSTART:20270304T090000Z", "SUMMARY:Été", uid="b").encode("cp1252")
    body = calendar("GOOD", "OLD").replace(b"GOOD", good).replace(b"OLD", old)

    found = read(body, Asked(WINDOW, PARIS)).occurrences

    assert [each.told.summary for each in found] == ["Été", "Été"]


def test_empty_line_inside_a_fold_ends_nothing() -> None:
    entry = event("DTSTART:20270303T090000Z", "RRULE:FREQ=DAILY;CO\r\n\r\n UNT=2")

    assert starts(entry) == ["03-03 09:00", "03-04 09:00"]
