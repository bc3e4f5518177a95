"""The steps of rules: as the table of RFC 5545 has them, found again day by day by brute force."""

from datetime import UTC, datetime, timedelta

from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from calendars.reading.limits import USUAL
from calendars.reading.recurrence import Rule, read_rule
from calendars.reading.values import moment
from tests.calendars.reading import oracle

DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]


def local(*clock: int) -> datetime:
    """A time by the clock of an entry, as rules have them."""
    return datetime(*clock, tzinfo=UTC).replace(tzinfo=None)  # type: ignore[arg-type,misc] # year to hour


def rule_of(text: str, on_days: bool = False) -> Rule:
    def until(value: str) -> datetime:
        return moment(value, "", 1, lambda _tzid, _number: UTC).local

    return read_rule(text, 1, until, USUAL, on_days)


def numbers(low: int, high: int) -> st.SearchStrategy[str]:
    """One to three numbers, or from the end."""
    one = st.integers(low, high).filter(bool)
    return st.lists(one, min_size=1, max_size=3, unique=True).map(
        lambda found: ",".join(map(str, found))
    )


def weekdays(most: int) -> st.SearchStrategy[str]:
    """Weekdays, some of them with a number."""
    number = st.sampled_from(["", ""] + [str(each) for each in range(-most, most + 1) if each])
    one = st.tuples(number, st.sampled_from(DAYS)).map("".join)
    return st.lists(one, min_size=1, max_size=3, unique=True).map(",".join)


@st.composite
def rules(draw: st.DrawFn) -> str:
    """A rule with only parts that the table allows for its frequency."""
    frequency = draw(st.sampled_from(["YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY"]))
    allowed = {
        "BYMONTH": st.one_of(numbers(1, 12), numbers(1, 12)),
        "BYMONTHDAY": numbers(-31, 31),
        "BYYEARDAY": numbers(-366, 366),
        "BYWEEKNO": numbers(-53, 53),
        "BYHOUR": st.sampled_from(["0", "8,13", "23"]),
        "BYMINUTE": st.sampled_from(["0", "15,45"]),
    }
    barred = {
        "YEARLY": (),
        "MONTHLY": ("BYWEEKNO", "BYYEARDAY"),
        "WEEKLY": ("BYWEEKNO", "BYYEARDAY", "BYMONTHDAY"),
        "DAILY": ("BYWEEKNO", "BYYEARDAY"),
        "HOURLY": ("BYWEEKNO",),
    }[frequency]
    names = [name for name in allowed if name not in barred]
    picked = draw(st.lists(st.sampled_from(names), max_size=3, unique=True))
    parts = {"FREQ": frequency} | {name: draw(allowed[name]) for name in picked}
    if draw(st.booleans()):
        most = {"YEARLY": 53, "MONTHLY": 5}.get(frequency, 0)
        most = 0 if "BYWEEKNO" in parts else 5 if most and "BYMONTH" in parts else most
        parts["BYDAY"] = draw(weekdays(most))
    parts["INTERVAL"] = draw(st.sampled_from("11123"))
    parts["WKST"] = draw(st.sampled_from(DAYS))
    if len(parts) > 3 and draw(st.booleans()):
        parts["BYSETPOS"] = draw(numbers(-4, 4))
    if draw(st.booleans()):
        parts["COUNT"] = draw(st.sampled_from(["1", "2", "7"]))
    return ";".join(f"{name}={text}" for name, text in parts.items())


FIRSTS = st.datetimes(local(2023, 12, 20), local(2029, 1, 10)).map(
    lambda each: each.replace(minute=each.minute // 15 * 15, second=0, microsecond=0)
)


@settings(max_examples=60, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(rules(), FIRSTS, st.integers(0, 900))
@example("FREQ=YEARLY;BYWEEKNO=53;BYDAY=TU,SA;INTERVAL=6", local(2010, 1, 2), 0)
@example("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1,3;COUNT=7", local(2027, 1, 6, 9), 0)
@example("FREQ=YEARLY;BYWEEKNO=52;BYDAY=SU", local(2028, 1, 2), 0)
@example("FREQ=YEARLY", local(2024, 2, 29), 700)
def test_steps_are_those_of_brute_force(rule: str, first: datetime, days: int) -> None:
    low, end = first + timedelta(days=days), first + timedelta(days=days + 1100)

    steps = [each for each in rule_of(rule).starts(first, low, end) if low <= each < end]

    assert steps == [each for each in oracle.starts(rule, first, end) if each >= low]
