"""Problems made for a search strategy: it suits them, and there is something left for it to do."""

from hypothesis import assume
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from tests.matcher.exhaustive import Json
from tests.matcher.lagrangian.test_lagrangian import LAST
from tests.matcher.mspsp.problems import plain_problems
from tests.matcher.problems import problems
from tests.matcher.repair.test_calls import changed
from tests.matcher.smptsp.days import days


@st.composite
def crowded(draw: DrawFn) -> Json:
    """Seats alone count, and two experts at most are there for them."""
    document: Json = draw(problems())
    document.pop("pins", None)
    document["objective"] = draw(
        st.sampled_from([[{"vacancies": 1}], [{"incomplete": 1}, {"vacancies": 1}]])
    )
    document["experts"] = document["experts"][:2]
    return without_bans(document)


@st.composite
def full_days(draw: DrawFn) -> Json:
    """Dates are given, anybody may sit anywhere, and few experts are wanted."""
    document: Json = draw(days())
    for expert in document["experts"]:
        expert.update(kind="official", rest=0)
    few = [{"pool": 1}, {"cost": 1}][: draw(st.integers(1, 2))]
    return {**document, "pins": {}, "objective": [{"vacancies": 1}, *few]}


@st.composite
def priced_days(draw: DrawFn) -> Json:
    """Nearly all seats can be filled, and then fit, burden, delay or cost is wanted."""
    document: Json = draw(plain_problems(days=3, experts=4, missions=2))
    above = st.sampled_from([[{"incomplete": 1}, {"vacancies": 1}], [{"vacancies": 1}]])
    return {**document, "objective": [*draw(above), draw(st.sampled_from(LAST))]}


@st.composite
def dropouts(draw: DrawFn) -> Json:
    """Somebody of the published plan has left, and few people should hear of it."""
    document: Json = draw(changed())
    document.pop("pins", None)
    seats = draw(st.sampled_from([[{"incomplete": 1}, {"vacancies": 1}], [{"vacancies": 2}]]))
    document["objective"] = [*seats, {"calls": draw(st.integers(1, 3))}]
    teams = [team for held in document["published"].values() for team in held["team"].values()]
    named = {name for team in teams for name in team}
    seated = [each["id"] for each in document["experts"] if each["id"] in named]
    assume(seated and len(document["experts"]) > 1)
    gone = draw(st.sampled_from(seated))
    document["experts"] = [each for each in document["experts"] if each["id"] != gone]
    return without_bans(document)


def without_bans(document: Json) -> Json:
    """The same document; nobody is banned, so that nobody can be missing."""
    missions = [{**mission, "banned": []} for mission in document["missions"]]
    return {**document, "missions": missions}


SUITED = {
    "fewest_calls": dropouts(),
    "smptsp": full_days(),
    "mspsp": plain_problems(days=3, experts=4, missions=2),
    "keep": dropouts(),
    "lns": crowded(),
    "lagrangian": priced_days(),
    "reassign": priced_days(),
    "partly_named": crowded(),
}
"""What is drawn for a strategy that suits few problems; the others are given any."""
