"""Several versions of one free/busy time or availability: the latest stands, doubt is named."""

from itertools import permutations

import pytest

from tests.calendars.reading.files import busy, flaws, reading

NEW, OLD = ("SEQUENCE:1",), ("SEQUENCE:0",)
LATE, EARLY = ("DTSTAMP:20270201T000000Z",), ("DTSTAMP:20270101T000000Z",)


def offer(first: str, *lines: str, uid: str = "UID:va") -> str:
    """Free from an hour to 17:00 on 2 March, taken for the rest of that day."""
    return "\r\n".join(
        (
            *("BEGIN:VAVAILABILITY", uid, *lines),
            *("DTSTART:20270302T000000Z", "DTEND:20270303T000000Z", "BEGIN:AVAILABLE", "UID:a"),
            *(f"DTSTART:20270302T{first}0000Z", "DTEND:20270302T170000Z"),
            *("END:AVAILABLE", "END:VAVAILABILITY"),
        )
    )


def told(first: str, days: tuple[int, int], *lines: str) -> str:
    """Taken for an hour on 3 and on 10 March, as some days of March are told."""
    return "\r\n".join(
        (
            *("BEGIN:VFREEBUSY", "UID:fb", *lines),
            *(f"DTSTART:202703{days[0]:02}T000000Z", f"DTEND:202703{days[1]:02}T000000Z"),
            *(f"FREEBUSY:20270303T{first}0000Z/PT1H,20270310T{first}0000Z/PT1H", "END:VFREEBUSY"),
        )
    )


def taken(first: str) -> list[str]:
    """What an offer leaves of its day."""
    return [f"03-02 00:00/03-02 {first}:00", "03-02 17:00/03-03 00:00"]


@pytest.mark.parametrize(
    ("newer", "older"),
    [(NEW, OLD), (NEW, ()), (LATE, EARLY), ((*NEW, *EARLY), (*OLD, *LATE)), (NEW, LATE)],
)
def test_latest_version_of_an_offer_stands_wherever_it_is(
    newer: tuple[str, ...], older: tuple[str, ...]
) -> None:
    both = offer("14", *newer), offer("09", *older)

    for parts in permutations(both):
        assert (busy(*parts), flaws(*parts)) == (taken("14"), [])
    assert reading(*both).read == 2
    apart = busy(both[0], "END:VCALENDAR\r\nBEGIN:VCALENDAR", both[1])
    assert apart == taken("14")


@pytest.mark.parametrize(
    ("one", "other"), [((), ()), (LATE, LATE), (LATE, ()), ((*NEW, *LATE), NEW)]
)
def test_versions_of_an_offer_of_which_neither_is_later_are_named(
    one: tuple[str, ...], other: tuple[str, ...]
) -> None:
    (flaw,) = reading(offer("14", *one), offer("09", *other)).flaws.kept

    assert (flaw.code, flaw.line) == ("version.unsure", 14 + len(one))
    assert not flaw.costs_entry


def test_offers_of_their_own_are_no_versions_and_the_same_twice_needs_no_word() -> None:
    assert flaws(offer("14", uid="UID:b"), offer("09", uid="UID:c")) == []
    assert flaws(offer("14", uid="X-A:b"), offer("09", uid="X-A:c")) == []
    assert flaws(offer("14"), offer("14")) == []


def test_later_free_busy_time_stands_for_the_days_of_which_it_speaks() -> None:
    older, newer = told("09", (1, 20), *EARLY), told("14", (8, 20), *LATE)

    for parts in permutations((older, newer)):
        found = busy(*parts)
        assert found == [
            *("03-03 09:00/03-03 10:00", "03-03 14:00/03-03 15:00", "03-10 14:00/03-10 15:00"),
        ]
        assert flaws(*parts) == []


def test_free_busy_time_of_others_or_unsure_or_beside_what_cannot_be_read_counts() -> None:
    both = ["03-03 09:00/03-03 10:00", "03-03 14:00/03-03 15:00",
            "03-10 09:00/03-10 10:00", "03-10 14:00/03-10 15:00"]  # fmt: skip
    older, newer = told("09", (1, 20), *EARLY), told("14", (1, 20), *LATE)
    others = [
        told("09", (1, 20), *EARLY, "ATTENDEE:mailto:a@b.example"),
        told("14", (1, 20), *LATE, "ATTENDEE:mailto:c@b.example"),
    ]

    assert (busy(*others), flaws(*others)) == (both, [])
    unsure = told("09", (1, 20)), newer
    assert (busy(*unsure), flaws(*unsure)) == (both, [("version.unsure", 10)])
    broken = newer.replace("/PT1H", "/never", 1)
    assert busy(older, broken) == both[::2]
    assert flaws(older, broken) == [("time.unreadable", 16)]
