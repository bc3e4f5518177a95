"""The grid of time: moments, spans, ranges with both ends."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.halfdays import Horizon, Span, merged, parse_moment
from tests.matcher.make import HORIZON

SPANS = st.tuples(st.integers(-9, 9), st.integers(1, 5)).map(lambda at: Span(at[0], sum(at)))


def test_span_is_never_empty() -> None:
    with pytest.raises(ValueError, match=r"A span must start before it ends: 3 >= 3\."):
        Span(3, 3)


def test_spans_that_touch_do_not_overlap() -> None:
    assert Span(0, 2).overlaps(Span(1, 3))
    assert not Span(0, 2).overlaps(Span(2, 3))
    assert not Span(2, 3).overlaps(Span(0, 2))


@given(SPANS, SPANS)
def test_overlap_is_a_half_day_in_both(one: Span, other: Span) -> None:
    assert one.overlaps(other) == bool(set(one) & set(other))


@given(st.lists(SPANS))
def test_merged_spans_hold_the_same_half_days_and_do_not_touch(spans: list[Span]) -> None:
    found = merged(spans)

    assert {at for span in found for at in span} == {at for span in spans for at in span}
    assert all(one.end < other.start for one, other in pairwise(found))


def test_horizon_counts_both_its_ends() -> None:
    assert len(HORIZON) == 28
    assert len(Horizon(date(2027, 3, 1), date(2027, 3, 1))) == 2
    with pytest.raises(ValueError, match="A horizon must start before it ends"):
        Horizon(date(2027, 3, 2), date(2027, 3, 1))


def test_moment_is_its_morning_where_no_half_is_said() -> None:
    assert HORIZON.index("2027-03-02") == HORIZON.index("2027-03-02/am") == 2
    assert HORIZON.index("2027-03-02/pm") == 3
    assert HORIZON.index("2027-02-28/pm") == -1


@pytest.mark.parametrize(
    ("ends", "span"),
    [
        (("2027-03-01", "2027-03-01"), Span(0, 2)),
        (("2027-03-01/am", "2027-03-01/am"), Span(0, 1)),
        (("2027-03-01/pm", "2027-03-02"), Span(1, 4)),
        (("2027-03-01/pm", "2027-03-02/am"), Span(1, 3)),
        (("2027-02-27", "2027-03-01/am"), Span(-4, 1)),
    ],
)
def test_range_includes_both_ends(ends: tuple[str, str], span: Span) -> None:
    assert HORIZON.span(*ends) == span


@given(st.integers(-1000, 1000))
def test_moment_reads_back_the_same(half_day: int) -> None:
    assert HORIZON.index(HORIZON.moment(half_day)) == half_day


@given(st.integers(-1000, 1000))
def test_weekday_is_that_of_the_date(half_day: int) -> None:
    assert HORIZON.weekday(half_day) == HORIZON.date(half_day).isoweekday()


@pytest.mark.parametrize("text", ["2027-3-1", "2027-03-01/AM", "2027-03-01 am", "", "2027-02-30"])
def test_text_that_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"moment|day"):
        parse_moment(text)


@pytest.mark.parametrize(
    ("moment", "after"), [("9999-12-31/pm", "9999-12-31/am"), ("0001-01-01", "0001-01-01/am")]
)
def test_half_day_beyond_the_calendar_is_its_last_or_first(moment: str, after: str) -> None:
    half_day = HORIZON.index(moment)
    beyond = half_day + 3 if moment.startswith("9") else half_day - 4

    assert HORIZON.moment(beyond) == after
