"""Story 4, cannot be staffed: the seat stays open, and the pages say why and what would help."""

from playwright.sync_api import expect

from tests.web.browser.stories.conftest import Stage
from tests.web.browser.stories.steps import new_scenario, published, solve
from tests.web.browser.stories.world import RARE

NAME = "Everything at once"
REASON = {"en": "Audit", "fr": "Audit"}


def test_seat_that_nobody_can_take_says_why(stage: Stage) -> None:
    hand = stage.hand
    hand.sign_in("coordinator")
    new_scenario(hand, NAME)
    solve(hand)
    seat = hand.page.locator("li", has=hand.page.get_by_role("link", name=RARE, exact=True))
    expect(seat.last).to_contain_text(REASON[hand.words.language])

    hand.follow("Publish…")
    published(hand, NAME)
    hand.follow("Missions")
    hand.lands("Missions")
    hand.follow_to(RARE)
    hand.lands_on(RARE)

    team = hand.page.get_by_role("region", name=hand.say("Team"))
    expect(team.locator(".badge-vacant")).to_have_count(1)
    hand.unfold(hand.say("Why: who is left, requirement after requirement"))
    nobody = hand.say("%(left)s with the domains asked for", left=0)
    expect(team.locator("details[open]")).to_contain_text(nobody)

    hand.follow_about("Candidates for the role", "Adviser")
    hand.lands("Candidates for “%(title)s”", title=RARE)
    one, many = "%(num)s person cannot be assigned there", "%(num)s people cannot be assigned there"
    hand.unfold(hand.words.count(one, many, 9))
    hand.look()
    hand.follow_about("Why not, and what would it cost?", "Bova, Anne")
    hand.lands("Why, or why not")
    expect(hand.page.get_by_role("region").first).to_contain_text(REASON[hand.words.language])

    hand.follow_to(RARE)
    hand.lands_on(RARE)
    way = hand.page.locator(".ways li").first
    expect(way).to_contain_text(REASON[hand.words.language])
    hand.open(way.get_by_role("button"))
    hand.hears("A scenario was opened with this change. Look for a plan to see what follows.")
    hand.look()
    expect(hand.page.locator(".change-list li")).to_have_count(1)
    solve(hand)
    vacancies = hand.page.get_by_role("region", name=hand.say("What it lacks"), exact=True)
    expect(vacancies).to_be_visible()
    expect(vacancies).not_to_contain_text(RARE)
