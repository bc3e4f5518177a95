"""The pages to look at, by a short name; what is in braces is filled from the world."""

from tests.web.browser.site import Visitor
from tests.web.browser.world import World

PUBLIC = {
    "welcome": "/",
    "login": "/login",
    "help": "/help",
    "accessibility": "/accessibility",
    "missing": "/nowhere",
}
SIGNED_IN = {
    "home": "/",
    "vacant": "/vacancies",
    "missions": "/missions/",
    "mission": "/missions/{mission}",
    "mission-new": "/missions/new",
    "mission-undated": "/missions/{planned}",
    "mission-edit": "/missions/{mission}/edit",
    "mission-staff": "/missions/{mission}/staff",
    "mission-session": "/missions/{mission}/sessions/new",
    "session": "/missions/{mission}/sessions/1",
    "mission-refusals": "/missions/{mission}/refusals",
    "mission-cancel": "/missions/{mission}/cancel",
    "experts": "/experts/",
    "experts-none": "/experts/?name=nobody",
    "expert": "/experts/{expert}",
    "expert-new": "/experts/new",
    "expert-edit": "/experts/{expert}/edit",
    "institution": "/institutions/{institution}",
    "sittings": "/institutions/{institution}/sittings",
    "partner": "/partners/1",
    "calendar": "/feed-links/expert/{expert}",
    "calendar-partner": "/feed-links/partner/1",
    "calendar-team": "/feed-links/team/{mission}",
    "calendar-pool": "/feed-links/pool/{institution}",
    "calendar-scenario": "/feed-links/scenario/{scenario}",
    "plan": "/plan",
    "plan-week": "/plan?zoom=week",
    "plan-quarter": "/plan?zoom=quarter",
    "plan-year": "/plan?zoom=year",
    "plan-people": "/plan?view=people",
    "plan-empty": "/plan?day=2100-01-01",
    "scenarios": "/scenarios",
    "scenario": "/scenarios/{scenario}",
    "change-person": "/scenarios/{scenario}/changes/expert.busy",
    "change-imagined": "/scenarios/{scenario}/changes/expert.added",
    "change-missions": "/scenarios/{scenario}/changes/mission.shifted",
    "board": "/scenarios/{scenario}/board?day={day}",
    "board-people": "/scenarios/{scenario}/board?view=people&zoom=year&day={day}",
    "board-move": "/scenarios/{scenario}/missions/{planned}/move",
    "candidates": "/missions/{mission}/candidates",
    "candidates-draft": "/scenarios/{scenario}/missions/{planned}/candidates",
    "vacancies": "/scenarios/{scenario}/vacancies",
    "change-weights": "/scenarios/{scenario}/changes/objective.weights",
    "change-horizon": "/scenarios/{scenario}/changes/horizon.until",
    "pins": "/scenarios/{scenario}/pins",
    "why": "/why?mission=m{mission}&role=r1&expert=e{expert}",
    "why-draft": "/scenarios/{scenario}/why?mission=m{planned}&role=r3&expert=e2",
    "why-not-asked": "/why",
    "forcing": "/forcing/{forcing}",
    "conflicts": "/conflicts",
    "outbox": "/outbox",
    "outbox-unaddressed": "/outbox?show=unaddressed",
    "outbox-empty": "/outbox?show=bounced",
    "message": "/outbox/1",
    "answers": "/replies",
    "answer-own": "/answers/1",
    "coverage": "/coverage",
    "coverage-members": "/coverage?kind=member",
    "coverage-need": "/coverage/need?language=fr&rank=4",
    "compare-nothing": "/compare",
    "compare": "/compare?plan=live&plan={scenario}",
    "releases": "/scenarios/releases",
    "release-back": "/scenarios/releases/1/bring-back",
    "release": "/scenarios/{scenario}/publish",
    "solve": "/solve",
    "search": "/solve/{job}",
}


def told(visitor: Visitor, world: World, script: str) -> dict[str, list[str]]:
    """What a script finds on the pages of who has signed in, by the name of the page."""
    said = {
        name: visitor.go(address(path, world)).evaluate(script) for name, path in SIGNED_IN.items()
    }
    return {name: found for name, found in said.items() if found}


def address(path: str, world: World) -> str:
    """The path of a page in this world."""
    return path.format(
        mission=world.mission,
        expert=world.expert,
        institution=world.institution,
        job=world.job,
        scenario=world.scenario,
        planned=world.planned,
        day=world.day,
        forcing=world.forcing,
    )
