"""Story 3, somebody falls ill: a conflict, somebody else asked, and nobody else called."""

from datetime import timedelta

from playwright.sync_api import Browser, expect
from sqlalchemy import select

from db.models import ExpertRow
from tests.web.browser.site import visiting
from tests.web.browser.stories.calendars import Read, entries, fetch
from tests.web.browser.stories.conftest import Stage
from tests.web.browser.stories.mail import link_in, sent
from tests.web.browser.stories.snapshot import address_of
from tests.web.browser.stories.steps import hears_published
from tests.web.browser.stories.world import DEBATE

CHOOSE = "Choose the message to %(name)s: %(mission)s"


def test_somebody_falls_ill(stage: Stage, chromium: Browser) -> None:
    hand, people = stage.hand, _people(stage)
    ill, mate = stage.tale.member, stage.tale.mate
    feeds = {each: address_of(stage.site, "expert", each) for each in people}
    before = {each: entries(fetch(address)) for each, address in feeds.items()}
    hand.sign_in("coordinator")

    _note_absence(stage, people[ill])
    _book_the_best(stage, people[mate])
    after = {each: entries(fetch(address)) for each, address in feeds.items()}
    assert {each for each in feeds if before[each] != after[each]} == {ill, mate}
    assert _new(before[ill], after[ill]) == ["CANCELLED"]
    assert _new(before[mate], after[mate]) == ["TENTATIVE"]

    link = _invite(stage, people[mate].name)
    _accept(stage, chromium, link)
    hand.follow("Missions")
    hand.lands("Missions")
    hand.follow_to(DEBATE)
    hand.lands_on(DEBATE)
    expect(hand.page.get_by_text(hand.say("Accepts"), exact=True)).to_be_visible()
    hand.follow("Today")
    hand.follow_to("1 " + hand.words.count("conflict", "conflicts", 1))
    hand.lands("Conflicts")
    expect(hand.page.locator("main")).not_to_contain_text(DEBATE)


def _note_absence(stage: Stage, ill: ExpertRow) -> None:
    hand, monday = stage.hand, stage.tale.monday
    hand.follow("Experts")
    hand.lands("Experts")
    hand.follow_to(ill.listed_name)
    hand.lands_on(ill.name)
    hand.write("First day", monday.isoformat())
    hand.write("Last day", (monday + timedelta(days=3)).isoformat())
    hand.press("Add")
    removal = hand.page.get_by_role("button").filter(has_text=hand.say("Remove"))
    expect(removal.first).to_be_visible()
    hand.look()


def _book_the_best(stage: Stage, mate: ExpertRow) -> None:
    """From the conflict on the page of the day to the first of the ranked candidates."""
    hand = stage.hand
    hand.follow("Today")
    hand.lands("Today")
    hand.follow_to("2 " + hand.words.count("conflict", "conflicts", 2))
    hand.lands("Conflicts")
    hand.follow("“%(title)s”", title=DEBATE)
    hand.lands_on(DEBATE)
    hand.follow_about("Candidates for the role", "Speaker")
    hand.lands("Candidates for “%(title)s”", title=DEBATE)
    ranked = hand.page.locator("table.candidates tbody tr")
    expect(ranked).to_have_count(2)
    expect(ranked.first).to_contain_text(mate.listed_name)
    hand.follow_about("Book…", mate.listed_name)
    hand.lands("Staff “%(title)s” by hand", title=DEBATE)
    hand.press("Publish this date and team")
    hears_published(hand)


def _invite(stage: Stage, name: str) -> str:
    """Let the message go; answers the link in the mail that comes in."""
    hand = stage.hand
    hand.follow("Outbox")
    hand.lands("Outbox")
    chosen = hand.say(CHOOSE, name=name, mission=DEBATE)
    hand.tick(chosen)
    hand.press("Send the chosen")
    # The same heading stood there before: what was sent waits no more.
    expect(hand.page.get_by_label(chosen)).to_have_count(0)
    hand.lands("Outbox")
    (mail,) = sent(stage.site)
    assert name in str(mail["To"])
    return link_in(mail)


def _accept(stage: Stage, chromium: Browser, link: str) -> None:
    """The one who is asked needs no account, and answers in a browser of their own."""
    kind = type(stage.hand)
    with visiting(chromium, stage.site.address, **kind.options) as visitor:
        expert = kind(visitor, stage.hand.words)
        visitor.go(f"{link.removeprefix(stage.site.address)}?lang={expert.words.language}")
        expert.lands("Can you go? %(mission)s", mission=DEBATE)
        expert.tick(expert.say("Yes, I can go"))
        expert.press("Send the answer")
        expert.lands("Thank you, your answer is kept")


def _people(stage: Stage) -> dict[int, ExpertRow]:
    with stage.site.ledger.read() as session:
        return {row.id: row for row in session.scalars(select(ExpertRow))}


def _new(before: list[Read], after: list[Read]) -> list[str]:
    """How the entries stand that are not what they were."""
    return [each.status for each in after if each not in before]
