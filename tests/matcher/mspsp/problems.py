"""Tiny random problems whose finish is wanted: plain ones, nearly always fully staffed."""

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from tests.matcher.drawing import FIRST_DAYS, INSTITUTIONS, PARTNERS, Json, Names, thing

SKILLS = ["law", "drafting", "library"]
OBJECTIVES: list[list[Json]] = [
    [{"incomplete": 1, "vacancies": 1}, {"finish": 1}],
    [{"incomplete": 1}, {"vacancies": 2}, {"finish": 3}],
    [{"vacancies": 1}, {"finish": 2}, {"pool": 1}],
]


@st.composite
def plain_problems(draw: DrawFn, days: int, experts: int, missions: int) -> Json:
    """A whole document that the finish strategy suits where every seat can be filled."""
    names = Names(
        first=draw(st.sampled_from(FIRST_DAYS)),
        days=days,
        experts=[f"e{k}" for k in range(experts)],
        missions=[f"m{k}" for k in range(missions)],
    )
    return {
        "format": "hemicycle/problem@1",
        "horizon": [names.date(0), names.date(names.days - 1)],
        "institutions": [draw(institution(name)) for name in INSTITUTIONS],
        "partners": [draw(partner(names, name)) for name in PARTNERS],
        "domains": [{"id": skill} for skill in SKILLS],
        "experts": [draw(expert(names, name)) for name in names.experts],
        "missions": [draw(mission(names, k)) for k in range(len(names.missions))],
        "objective": draw(st.sampled_from(OBJECTIVES)),
    }


def institution(name: str) -> SearchStrategy[Json]:
    """A parliament that hosts."""
    utc = {"id": st.just(name), "timezone": st.just("UTC")}
    return thing(utc, {}, {"hosts_at_once": st.sampled_from([1, 2])})


def partner(names: Names, name: str) -> SearchStrategy[Json]:
    """A parliament that is visited, sometimes closed."""
    needed = {"country": st.just(name.upper()), "timezone": st.just("UTC")}
    return thing({"id": st.just(name), **needed}, {"at_once": st.just(2)}, {"closed": names.closed})


def expert(names: Names, name: str) -> SearchStrategy[Json]:
    """An official with some skills, perhaps busy."""
    skills = st.lists(st.sampled_from(SKILLS), min_size=2, max_size=3, unique=True)
    return thing(
        {
            "id": st.just(name),
            "kind": st.just("official"),
            "institution": st.sampled_from(INSTITUTIONS),
            "domains": skills.map(lambda held: dict.fromkeys(held, 1)),
            "languages": st.just({}),
        },
        {},
        {"busy": names.busy},
    )


@st.composite
def mission(draw: DrawFn, names: Names, number: int) -> Json:
    """A stay without travel that may start at most moments, after some of those before it."""
    place = draw(
        st.sampled_from(INSTITUTIONS).map(lambda name: {"venue": "home", "institution": name})
        | st.sampled_from(PARTNERS).map(lambda name: {"venue": "abroad", "partner": name})
    )
    skills = draw(st.lists(st.sampled_from(SKILLS), min_size=1, max_size=2, unique=True))
    return {
        "id": names.missions[number],
        "window": [names.date(0), f"{names.date(names.days - 1)}/pm"],
        "starts": draw(st.sampled_from(["half-day", "half-day", "day"])),
        "weekdays": draw(st.sampled_from([[1, 2, 3, 4, 5, 6, 7], [1, 2, 4, 5, 6]])),
        "length": draw(st.sampled_from([2, 1, 3])),
        "roles": [
            {"id": skill, "count": draw(st.sampled_from([1, 1, 1, 2])), "domains": {skill: 1}}
            for skill in skills
        ],
        **place,
        **draw(follows(names, number)),
        **draw(thing({}, {}, {"closed": names.closed})),
    }


def follows(names: Names, number: int) -> SearchStrategy[Json]:
    """`after` some of the missions before, in half of the cases."""
    if number == 0:
        return st.just({})
    before = thing(
        {"mission": st.sampled_from(names.missions[:number])}, {"lag": st.integers(0, 2)}
    )
    return thing({}, {"after": st.lists(before, min_size=1, max_size=2)})
