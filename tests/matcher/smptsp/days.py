"""Random tiny days: missions whose dates are given, and who is able to join them."""

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from tests.matcher.exhaustive import Json

SKILLS = ["law", "budget", "library"]
EXPERTS = ["e0", "e1", "e2", "e3"]


@st.composite
def days(draw: DrawFn) -> Json:
    """Three days of one parliament, its missions at home or abroad."""
    experts = EXPERTS[: draw(st.integers(1, 4))]
    missions = [draw(mission(f"m{number}")) for number in range(draw(st.integers(1, 4)))]
    return {
        "format": "hemicycle/problem@1",
        "horizon": ["2027-03-01", "2027-03-03"],
        "institutions": [{"id": "qc", "timezone": "America/Toronto"}],
        "partners": [{"id": "ht", "country": "HT", "timezone": "America/Toronto", "at_once": 3}],
        "domains": [{"id": skill} for skill in SKILLS],
        "experts": [draw(expert(name)) for name in experts],
        "missions": missions,
        "costs": {"fares": {"qc": {"ht": 3}}, "per_diem": {"ht": 1}},
        "pins": draw(pins([mission["id"] for mission in missions], experts)),
        "objective": draw(st.sampled_from(OBJECTIVES)),
    }


OBJECTIVES: list[list[Json]] = [
    [{"vacancies": 1}, {"pool": 1}],
    [{"vacancies": 2}, {"pool": 3}],
    [{"incomplete": 1}, {"vacancies": 1}, {"pool": 1}, {"cost": 1}],
    [{"incomplete": 1}, {"burden": 1}, {"pool": 1}],
    [{"incomplete": 0}, {"pool": 1}],
]


def expert(name: str) -> SearchStrategy[Json]:
    """Somebody with some skills, perhaps busy on one of the days."""
    busy = st.sampled_from([[], [], [["2027-03-02/am", "2027-03-02/am"]]])
    skills = st.lists(st.sampled_from(SKILLS), min_size=1, max_size=3, unique=True)
    return st.fixed_dictionaries(
        {
            "id": st.just(name),
            "kind": st.sampled_from(["official", "official", "official", "member"]),
            "institution": st.just("qc"),
            "domains": skills.map(lambda held: dict.fromkeys(held, 1)),
            "languages": st.just({}),
            "busy": busy,
            "rest": st.sampled_from([0, 0, 0, 0, 1]),
        }
    )


@st.composite
def mission(draw: DrawFn, name: str) -> Json:
    """One to three half-days, and one or two seats."""
    length = draw(st.integers(1, 3))
    start = draw(st.integers(0, 6 - length))
    moment = f"2027-03-0{1 + start // 2}/{'pm' if start % 2 else 'am'}"
    roles = [
        {"id": f"r{number}", "count": count, "domains": {draw(st.sampled_from(SKILLS)): 1}}
        for number, count in enumerate(draw(st.sampled_from([[1], [1], [1], [2], [1, 1]])))
    ]
    venue = st.sampled_from([{"venue": "home", "institution": "qc"}] * 3 + [ABROAD])
    return {
        "id": name,
        "window": [moment, moment],
        "starts": "half-day",
        "length": length,
        "roles": roles,
        "priority": draw(st.integers(1, 2)),
        **draw(venue),
    }


ABROAD = {"venue": "abroad", "partner": "ht"}


def pins(missions: list[str], experts: list[str]) -> SearchStrategy[Json]:
    """Mostly none; else one seat for somebody."""
    one = st.builds(
        lambda mission, expert: {mission: {"team": {"r0": [expert]}}},
        st.sampled_from(missions),
        st.sampled_from(experts),
    )
    nobody: SearchStrategy[Json] = st.just({})
    return nobody | nobody | one
