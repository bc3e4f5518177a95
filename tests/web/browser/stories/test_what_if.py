"""Story 5, what if: a sitting week is tried and put aside; what is published is what it was."""

from datetime import timedelta

from playwright.sync_api import expect

from tests.web.browser.stories.conftest import Stage
from tests.web.browser.stories.snapshot import Snapshot
from tests.web.browser.stories.steps import new_scenario, solve
from tests.web.browser.stories.world import DEBATE

NAME = "A sitting week in between"
HOME = {"en": "National Assembly of Québec", "fr": "Assemblée nationale du Québec"}


def test_what_if_leaves_no_trace(stage: Stage) -> None:
    hand, monday = stage.hand, stage.tale.monday
    snapshot = Snapshot(stage)
    before = snapshot.taken()
    hand.sign_in("planner")
    new_scenario(hand, NAME)
    hand.follow("An assembly sits")
    hand.lands("An assembly sits")
    hand.choose("Institution", HOME[hand.words.language])
    hand.write("First day", monday.isoformat())
    hand.write("Last day", (monday + timedelta(days=4)).isoformat())
    hand.press("Change it")
    hand.lands_on(NAME)
    expect(hand.page.locator(".change-list li")).to_have_count(1)

    solve(hand)
    # The members sit at home that week, so their mission goes later.
    expect(hand.page.get_by_role("link", name=DEBATE)).not_to_have_count(0)
    hand.follow("Compare with the published plan")
    hand.lands("Compare plans")
    expect(hand.page.get_by_text(DEBATE).first).to_be_visible()
    hand.follow("Scenarios")
    hand.lands("Scenarios")
    hand.follow_to(NAME)
    hand.lands_on(NAME)
    hand.press("Put aside")
    hand.hears("The scenario was put aside. The published plan is what it was.")
    hand.look()

    assert snapshot.taken() == before
