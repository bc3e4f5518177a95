"""What random problems are drawn from: dates, zones, names, and optional keys."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

Json = dict[str, Any]

MEASURES = [
    "incomplete",
    "vacancies",
    "calls",
    "misfit",
    "burden",
    "delay",
    "pool",
    "cost",
    "finish",
]
LEVELS = ["A1", "A2", "B1", "B2", "C1", "C2"]
FIRST_DAYS = [  # clocks change on 14 and 28 March, 4 April, 3 and 31 October, 7 November
    *(date(2027, 3, day) for day in (1, 11, 25, 26)),
    *(date(2027, month, day) for month, day in ((4, 1), (10, 1), (10, 28), (11, 4))),
]
ZONES = [
    "America/Toronto",
    "Europe/Paris",
    "Pacific/Apia",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Honolulu",
    "America/Port-au-Prince",
    "Africa/Casablanca",
    "Asia/Beirut",
]
INSTITUTIONS, PARTNERS = ["qc", "fr"], ["ht", "mg"]
DOMAINS = ["law", "drafting", "commas", "library"]  # each of the first three under the last one
PROGRAMMES = ["p1", "p2"]


@dataclass(frozen=True)
class Names:
    """What a problem has, so that its parts can name each other."""

    first: date
    days: int
    experts: list[str]
    missions: list[str]

    @property
    def day(self) -> SearchStrategy[str]:
        """A date of the horizon."""
        return st.integers(0, self.days - 1).map(self.date)

    @property
    def moment(self) -> SearchStrategy[str]:
        """A moment of the horizon, written in any of the three ways."""
        return st.tuples(self.day, st.sampled_from(["", "", "/am", "/pm"])).map("".join)

    def date(self, number: int) -> str:
        """The horizon's date of a number."""
        return (self.first + timedelta(days=number)).isoformat()

    @property
    def range(self) -> SearchStrategy[list[str]]:
        """An inclusive range, perhaps reaching out of the horizon."""
        return st.builds(
            lambda first, length, start, end: [
                self.date(first) + start,
                self.date(first + length) + end,
            ],
            st.integers(-1, self.days),
            st.sampled_from([0, 0, 0, 1, 2]),
            st.sampled_from(["", "/am"]),
            st.sampled_from(["", "/pm", "/am"]),
        ) | st.integers(0, self.days - 1).map(lambda day: [f"{self.date(day)}/pm"] * 2)

    @property
    def busy(self) -> SearchStrategy[list[list[str]]]:
        """One or two ranges."""
        return st.lists(self.range, min_size=1, max_size=2)

    @property
    def closed(self) -> SearchStrategy[list[list[str]]]:
        """One short closure."""
        return st.lists(self.range, min_size=1, max_size=1)


@st.composite
def thing(
    draw: DrawFn,
    needed: dict[str, SearchStrategy[Any]],
    often: dict[str, SearchStrategy[Any]] | None = None,
    rarely: dict[str, SearchStrategy[Any]] | None = None,
) -> Json:
    """An object with some keys always, some in half of the cases, some in a sixth."""
    found = {key: draw(value) for key, value in needed.items()}
    for key, value in (often or {}).items():
        if draw(st.integers(0, 1)):
            found[key] = draw(value)
    for key, value in (rarely or {}).items():
        if draw(st.integers(0, 5)) == 5:
            found[key] = draw(value)
    return found
