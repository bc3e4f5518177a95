"""Series that began long before the window: the file's own clock is right at their start too."""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest

from calendars.reading.components import tree
from calendars.reading.file_zones import FileZone, file_zone
from calendars.reading.limits import USUAL
from tests.calendars.reading.files import busy, calendar, event, flaws, reading, starts

Observance = tuple[str, str, str, str, str]
SUMMER: Observance = (
    "DAYLIGHT", "19810329T020000", "+0100", "+0200", "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU"
)  # fmt: skip
WINTER: Observance = (
    "STANDARD", "19961027T030000", "+0200", "+0100", "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU"
)  # fmt: skip
EASTERN_SUMMER: Observance = (
    "DAYLIGHT", "20070311T020000", "-0500", "-0400", "FREQ=YEARLY;BYMONTH=3;BYDAY=2SU"
)  # fmt: skip
EASTERN_WINTER: Observance = (
    "STANDARD", "20071104T020000", "-0400", "-0500", "FREQ=YEARLY;BYMONTH=11;BYDAY=1SU"
)  # fmt: skip
WEEKLY = "RRULE:FREQ=WEEKLY"
THURSDAYS = [
    *(f"03-{day} 08:00/03-{day} 09:00" for day in ("04", "11", "18", "25")),
    *(f"04-{day} 07:00/04-{day} 08:00" for day in ("01", "08")),
]
"""Nine to ten in Paris, before and after the change to summer time."""


def zone(tzid: str, *observances: Observance) -> str:
    """A VTIMEZONE: what begins when, from and to which offset, by which rule."""
    lines = ["BEGIN:VTIMEZONE", f"TZID:{tzid}"]
    for kind, first, before, after, rule in observances:
        lines += [f"BEGIN:{kind}", f"DTSTART:{first}", f"TZOFFSETFROM:{before}"]
        lines += [f"TZOFFSETTO:{after}", f"RRULE:{rule}", f"END:{kind}"]
    return "\r\n".join([*lines, "END:VTIMEZONE"])


PARIS_OWN = zone("Europe/Paris", SUMMER, WINTER)
MINE = zone("Mine", SUMMER, WINTER)


@pytest.mark.parametrize("begun", ["20100701", "20230706", "20260702", "19990701"])
@pytest.mark.parametrize(
    "end", ["DTEND:{0}T080000Z", "DTEND;TZID=America/Toronto:{0}T040000", "DURATION:PT1H"]
)
@pytest.mark.parametrize("own", [PARIS_OWN, MINE])
def test_end_by_another_clock_than_the_start_gives_the_same_length_whenever_it_began(
    own: str, end: str, begun: str
) -> None:
    # 09:00 to 10:00 in Paris, which is 07:00 to 08:00 UTC in July.
    tzid = "Mine" if own is MINE else "Europe/Paris"
    series = event(f"DTSTART;TZID={tzid}:{begun}T090000", end.format(begun), WEEKLY)

    assert (busy(own, series), flaws(own, series)) == (THURSDAYS, [])


def test_start_in_utc_and_an_end_by_the_files_clock_give_the_length_of_those_days() -> None:
    series = event("DTSTART:20100701T070000Z", "DTEND;TZID=Mine:20100701T093000", WEEKLY)

    assert busy(MINE, series)[0] == "03-04 07:00/03-04 07:30"


def test_half_an_hour_in_an_old_summer_ends_after_it_starts() -> None:
    series = event("DTSTART;TZID=Mine:20100701T090000", "DTEND:20100701T073000Z", WEEKLY)

    assert (busy(MINE, series)[0], flaws(MINE, series)) == ("03-04 08:00/03-04 08:30", [])


def test_period_of_an_old_summer_ends_after_it_starts() -> None:
    added = "RDATE;VALUE=PERIOD;TZID=Mine:20100702T090000/20100702T073000Z"
    series = event("DTSTART;TZID=Mine:20100701T090000", "DURATION:PT1H", WEEKLY, added)

    assert (busy(MINE, series), flaws(MINE, series)) == (THURSDAYS, [])


def test_change_from_an_old_summer_on_moves_by_the_clock_of_those_days() -> None:
    # The instance of 9 o'clock, named in UTC, begins at 10 from then on.
    series = event("DTSTART;TZID=Mine:20100701T090000", "DURATION:PT1H", WEEKLY)
    later = event(
        "RECURRENCE-ID;RANGE=THISANDFUTURE:20100708T070000Z",
        "DTSTART;TZID=Mine:20100708T100000",
        "DURATION:PT1H",
    )

    assert starts(MINE, series, later)[:1] == ["03-04 09:00"]


def test_whole_days_of_an_old_summer_are_dates() -> None:
    series = event(
        "DTSTART;TZID=Mine:20100701T000000",
        "DTEND:20100701T220000Z",
        "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE",
        WEEKLY,
    )

    found = reading(MINE, series, home=ZoneInfo("America/Toronto")).occurrences

    assert [each.start.local.isoformat() for each in found[:2]] == [
        "2027-03-04T00:00:00",
        "2027-03-11T00:00:00",
    ]


@pytest.mark.parametrize(
    ("tzid", "observances", "start", "end"),
    [
        # Rules since 2007 say nothing of 2005: 09:00 in New York was 13:00 UTC that July.
        ("America/New_York", (EASTERN_SUMMER, EASTERN_WINTER), "20050705T090000", "T140000Z"),
        # With summer times since 1981 and winter times since 1996, 1990 would be all summer.
        ("Europe/Paris", (SUMMER, WINTER), "19900102T090000", "T090000Z"),
    ],
)
def test_clock_before_its_own_rules_is_the_known_one_of_its_name(
    tzid: str, observances: tuple[Observance, ...], start: str, end: str
) -> None:
    series = event(f"DTSTART;TZID={tzid}:{start}", f"DTEND:{start[:8]}{end}", WEEKLY)

    found = reading(zone(tzid, *observances), series).occurrences

    assert {each.end - each.start.utc for each in found} == {timedelta(hours=1)}


def own_clock(text: str) -> FileZone:
    definition = next(tree(BytesIO(calendar(text)), USUAL).calendars[0].of("VTIMEZONE"))
    near = datetime(2027, 3, 1, tzinfo=UTC).replace(tzinfo=None)
    return file_zone(definition, (near, near + timedelta(days=30)), USUAL)


def test_clock_of_a_file_is_right_in_every_year_of_its_rules() -> None:
    own, known = own_clock(MINE), ZoneInfo("Europe/Paris")
    # To 2037, whatever the machine's own table of zones holds.
    hours = range(0, (2037 - 1997) * 366 * 24, 31)
    moments = [datetime(1997, 1, 1, tzinfo=UTC) + timedelta(hours=hour) for hour in hours]

    shown = [each.astimezone(known).replace(tzinfo=None, fold=0) for each in moments]
    there = [each.astimezone(own).replace(tzinfo=None) for each in moments]
    offsets = [each.replace(tzinfo=known).utcoffset() for each in shown]

    assert there == shown
    assert [own.utcoffset(each) for each in shown] == offsets
