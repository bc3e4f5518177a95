"""Tiny random problems that touch every rule and every measure, as documents."""

from datetime import date

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from tests.matcher.drawing import (
    DOMAINS,
    FIRST_DAYS,
    INSTITUTIONS,
    LEVELS,
    MEASURES,
    PARTNERS,
    PROGRAMMES,
    ZONES,
    Json,
    Names,
    thing,
)
from tests.matcher.exhaustive import World, options, write


@st.composite
def problems(draw: DrawFn) -> Json:
    """A whole document; tiny, so that all its plans can be gone through."""
    names = Names(
        first=draw(st.sampled_from(FIRST_DAYS)),
        days=draw(st.sampled_from([7, 5, 8, 6, 3])),
        experts=[f"e{k}" for k in range(draw(st.sampled_from([3, 2, 4, 5, 1])))],
        missions=[f"m{k}" for k in range(draw(st.sampled_from([2, 3, 3, 1])))],
    )
    missions = [draw(mission(names, k)) for k in range(len(names.missions))]
    return {
        "format": "hemicycle/problem@1",
        "horizon": [names.date(0), names.date(names.days - 1)],
        "institutions": [draw(institution(names, name)) for name in INSTITUTIONS],
        "partners": [draw(partner(names, name)) for name in PARTNERS],
        "domains": [
            {"id": "library"},
            {"id": "commas", "parent": "drafting"},
            {"id": "drafting", "parent": "law"},
            {"id": "law"},
        ],
        "experts": [draw(expert(names, name)) for name in names.experts],
        "missions": missions,
        "programmes": [draw(programme(name)) for name in PROGRAMMES],
        **draw(decisions(names, missions)),
    }


def zones(name: str) -> SearchStrategy[str]:
    """Any zone, and in half of the cases one that others share hours with."""
    near = {"qc": "America/Toronto", "ht": "America/Port-au-Prince", "fr": "Europe/Paris"}
    return st.just(near.get(name, "Africa/Casablanca")) | st.sampled_from(ZONES)


def institution(names: Names, name: str) -> SearchStrategy[Json]:
    """A parliament."""
    return thing(
        {"id": st.just(name), "timezone": zones(name)},
        {"hosts_at_once": st.just(1)},
        {"closed": names.closed},
    )


def partner(names: Names, name: str) -> SearchStrategy[Json]:
    """A parliament that is helped."""
    return thing(
        {"id": st.just(name), "country": st.just(name.upper()), "timezone": zones(name)},
        {"region": st.just("south"), "at_once": st.just(2)},
        {"closed": names.closed},
    )


def expert(names: Names, name: str) -> SearchStrategy[Json]:
    """Somebody to be sent."""
    level, tongue = st.integers(1, 3), st.sampled_from(LEVELS)
    domains = st.dictionaries(st.sampled_from(DOMAINS), level, min_size=1, max_size=2)
    return thing(
        {
            "id": st.just(name),
            "kind": st.sampled_from(["member", "member", "official"]),
            "institution": st.sampled_from(INSTITUTIONS),
            "domains": domains,
            "languages": thing({"fr": tongue}, {"en": tongue}),
        },
        {
            "group": st.sampled_from(["red", "red", "blue"]),
            "busy": names.busy,
            "rest": st.integers(0, 4),
            "load": st.integers(0, 9),
            "prefers": st.lists(st.sampled_from(PARTNERS), max_size=1),
            "experience": st.lists(st.sampled_from(["HT", "MG", "south"]), max_size=2),
        },
        {
            "days_max": st.integers(0, 4),
            "missions_max": st.sampled_from([1, 1, 1, 0, 2]),
            "excludes": st.lists(st.sampled_from([*PARTNERS, "ht"]), min_size=1, max_size=1),
        },
    )


@st.composite
def mission(draw: DrawFn, names: Names, number: int) -> Json:
    """An activity, after some of the missions that stand before it."""
    first = draw(st.integers(0, names.days - 2))
    last = min(names.days - 1, first + draw(st.sampled_from([1, 2, 0, 3])))
    ends = [
        names.date(first) + draw(st.sampled_from(["", "", "", "/pm"])),
        names.date(last) + draw(st.sampled_from(["", "", "", "/pm"])),
    ]
    return {
        "id": names.missions[number],
        "window": ends,
        **draw(st.sampled_from(["abroad", "abroad", "home", "remote"]).flatmap(venue)),
        "roles": draw(roles()),
        **draw(details(names)),
        **draw(order(names, number)),
    }


def venue(name: str) -> SearchStrategy[Json]:
    """The kind of place, and the place."""
    somebody = {"partner": st.sampled_from(PARTNERS)}
    host = {"institution": st.sampled_from(INSTITUTIONS)}
    needed, perhaps = (host, somebody) if name == "home" else (somebody, host)
    return thing({"venue": st.just(name), **needed}, perhaps)


def details(names: Names) -> SearchStrategy[Json]:
    """A length, and what a mission may leave out."""
    tongues = st.dictionaries(
        st.sampled_from(["fr", "en"]), st.sampled_from(LEVELS), min_size=1, max_size=2
    )
    return thing(
        {"length": st.integers(1, 3), "weekdays": weekdays()},
        {
            "preferred": names.moment,
            "priority": st.integers(1, 4),
            "programme": st.sampled_from(PROGRAMMES),
            "plural": st.booleans(),
        },
        {
            "starts": st.just("half-day"),
            "travel_before": st.integers(1, 2),
            "travel_after": st.integers(1, 2),
            "closed": names.closed,
            "speaks": tongues,
            "banned": st.lists(st.sampled_from(names.experts), max_size=1),
        },
    )


def weekdays() -> SearchStrategy[list[int]]:
    """Mostly every day."""
    every = [1, 2, 3, 4, 5, 6, 7]
    return st.sampled_from([every, every, [1, 2, 3, 4, 5], every, [1, 3, 6], [7, 2, 4], []])


def roles() -> SearchStrategy[list[Json]]:
    """One or two roles, three seats at most."""
    counts = st.sampled_from([[1], [2], [1, 1], [2, 1]])
    return counts.flatmap(lambda found: st.tuples(*map(role, range(len(found)), found)).map(list))


def role(number: int, count: int) -> SearchStrategy[Json]:
    """A role of so many seats."""
    few, fewer = st.sampled_from(LEVELS[:4]), st.sampled_from([1, 1, 2])
    return thing(
        {"id": st.just(f"r{number}"), "count": st.just(count)},
        {"kind": st.sampled_from(["any", "member", "official", "member"])},
        {
            "institutions": st.lists(st.sampled_from(INSTITUTIONS), max_size=1),
            "domains": st.dictionaries(st.sampled_from(DOMAINS), fewer, min_size=1, max_size=2),
            "languages": st.dictionaries(
                st.sampled_from(["fr", "en"]), few, min_size=1, max_size=2
            ),
        },
    )


def order(names: Names, number: int) -> SearchStrategy[Json]:
    """`after` some of the missions before, in a third of the cases."""
    if number == 0:
        return st.just({})
    before = thing(
        {"mission": st.sampled_from(names.missions[:number])}, {"lag": st.integers(0, 3)}
    )
    return thing({}, {}, {"after": st.lists(before, min_size=1, max_size=2)})


def programme(name: str) -> SearchStrategy[Json]:
    """A sponsor, generous or not."""
    shares = st.dictionaries(st.sampled_from(INSTITUTIONS), st.integers(0, 8), min_size=1)
    return thing(
        {"id": st.just(name)},
        {},
        {
            "expert_half_days_max": st.integers(1, 14),
            "by_institution": shares,
            "budget_max": st.integers(0, 40),
        },
    )


def decisions(names: Names, missions: list[Json]) -> SearchStrategy[Json]:
    """Costs, pins, what is published, and what is better."""
    amounts = st.dictionaries(st.sampled_from(PARTNERS), st.integers(0, 9))
    fares = st.dictionaries(st.sampled_from(INSTITUTIONS), amounts)
    return thing(
        {},
        {
            "costs": st.fixed_dictionaries({"fares": fares, "per_diem": amounts}),
            "published": published(names, missions),
            "objective": objectives(),
            "pins": plans(names, missions, most=2, pins=True),
        },
    )


@st.composite
def plans(
    draw: DrawFn, names: Names, missions: list[Json], most: int, *, pins: bool = False
) -> Json:
    """Any plan, mostly wrong: some of the missions, anybody anywhere; or a few pins."""
    found = {}
    for item in draw(st.lists(st.sampled_from(missions), max_size=most, unique_by=id)):
        start = draw(starts(names, item) | st.none())
        team = {}
        for each in item["roles"]:
            size = 1 if pins else each["count"] + (draw(st.integers(0, 9)) == 9)
            seated = draw(st.lists(st.sampled_from(names.experts), max_size=size, unique=pins))
            if seated:
                team[each["id"]] = seated
        found[item["id"]] = {"start": start, "team": team}
    return found


def starts(names: Names, item: Json) -> SearchStrategy[str]:
    """A moment, mostly one end of the mission's window."""
    near = st.sampled_from([end[:10] for end in item["window"]])
    return near | near | names.moment


def published(names: Names, missions: list[Json]) -> SearchStrategy[Json]:
    """A plan that others know, perhaps with a mission that is no more."""
    gone = {"gone": {"start": "2026-12-01", "team": {"old": ["e0", "nobody"]}}}
    return st.builds(
        lambda plan, more: {**plan, **more},
        plans(names, missions, most=3),
        st.sampled_from([{}, gone]),
    )


def objectives() -> SearchStrategy[list[Json]]:
    """One to four tiers of any measures."""
    tier = st.dictionaries(
        st.sampled_from(MEASURES), st.sampled_from([0, 1, 1, 1, 2, 7]), min_size=1, max_size=3
    )
    staffed = st.lists(tier, min_size=1, max_size=3).map(lambda t: [{"incomplete": 1}, *t])
    return staffed | staffed | st.lists(tier, min_size=1, max_size=3)


def pinned_problems() -> SearchStrategy[Json]:
    """Problems with one to three missions pinned, often more than any plan keeps."""

    def pinned(document: Json) -> SearchStrategy[Json]:
        names, missions = names_of(document), document["missions"]
        pins = plans(names, missions, most=3, pins=True)
        return pins.map(lambda found: {**document, "pins": found})

    return problems().flatmap(pinned)


def names_of(document: Json) -> Names:
    """The names that a document gives to its things."""
    first, last = (date.fromisoformat(end) for end in document["horizon"])
    experts = [item["id"] for item in document["experts"]]
    missions = [item["id"] for item in document["missions"]]
    return Names(first, (last - first).days + 1, experts, missions)


@st.composite
def near_plans(draw: DrawFn, document: Json) -> Json:
    """A plan whose missions are each right by themselves, wrong if at all together."""
    world = World(document)
    plan = {}
    for mission in world.missions.values():
        found = options(world, mission)
        if found:
            plan[mission["id"]] = found[-1 - draw(st.integers(0, len(found) - 1))]
    return write(plan)


def arbitrary_plans(document: Json) -> SearchStrategy[Json]:
    """Any plan of a document, mostly wrong."""
    missions = document["missions"]
    return plans(names_of(document), missions, most=len(missions))


@st.composite
def planned(draw: DrawFn) -> tuple[Json, Json]:
    """A problem and a plan of it, right or wrong."""
    document = draw(problems())
    return document, draw(near_plans(document) | near_plans(document) | arbitrary_plans(document))
