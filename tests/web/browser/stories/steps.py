"""What several stories do: open a scenario, solve it, publish it, make an address."""

import re

from playwright.sync_api import expect

from tests.web.browser.stories.hands import Hand


def new_scenario(hand: Hand, name: str) -> None:
    """From anywhere: a scenario of the published plan."""
    hand.follow("Scenarios")
    hand.lands("Scenarios")
    hand.write("Name", name)
    hand.press("Open a scenario of the published plan")
    hand.lands_on(name)


def solve(hand: Hand) -> None:
    """On a scenario's page: search at most ten seconds, and watch until a plan is there."""
    hand.choose("At most", hand.say("%(count)s seconds", count=10))
    hand.press("Look for a plan")
    hand.wait_for_plan()


def published(hand: Hand, name: str) -> None:
    """On the page before publishing: accept what is to be accepted, and publish."""
    hand.lands("Publish “%(name)s”?", name=name)
    accept = hand.say("I have read what is to be accepted, and go on all the same")
    if hand.page.get_by_label(accept).count():
        hand.tick(accept)
    hand.press("Publish this plan")
    hand.lands("Plan")
    hears_published(hand)


def hears_published(hand: Hand) -> None:
    """The page says that something was published, and how much."""
    said = {"en": r"Published\. \d+ changes? ", "fr": r"Publiée?\. \d+ changements? "}
    news = hand.page.get_by_role("status").filter(has_text=re.compile(said[hand.words.language]))
    expect(news).to_be_visible()


def shown_address(hand: Hand, label: str) -> str:
    """On the page of whose calendar it is: make an address, and read it where it is shown."""
    hand.write("What for?", label)
    hand.press("Make an address")
    hand.lands("A new calendar address: %(label)s", label=label)
    field = hand.say("For Google, Outlook on the web and most programs")
    return hand.page.get_by_label(field).input_value()
