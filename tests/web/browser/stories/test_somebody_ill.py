"""Story 3, somebody falls ill: a conflict, somebody else, and only two calendars that change."""

from datetime import timedelta

from playwright.sync_api import expect
from sqlalchemy import select

from db.models import ExpertRow
from tests.web.browser.stories.calendars import Read, entries, fetch
from tests.web.browser.stories.conftest import Stage
from tests.web.browser.stories.snapshot import address_of
from tests.web.browser.stories.world import DEBATE


def test_somebody_falls_ill(stage: Stage) -> None:
    hand, monday = stage.hand, stage.tale.monday
    feeds = {each: address_of(stage.site, "expert", each) for each in _people(stage)}
    before = {each: entries(fetch(address)) for each, address in feeds.items()}
    ill, people = stage.tale.member, _people(stage)
    name, mate = people[ill], people[stage.tale.mate]
    hand.sign_in("coordinator")
    hand.follow("Experts")
    hand.lands("Experts")
    hand.follow_to(name)
    hand.lands_on(name)
    hand.write("First day", monday.isoformat())
    hand.write("Last day", (monday + timedelta(days=3)).isoformat())
    hand.press("Add")
    hand.look()

    hand.follow("Today")
    hand.lands("Today")
    hand.follow_to("2 " + hand.words.count("conflict", "conflicts", 2))
    hand.lands("Conflicts")
    expect(hand.page.locator("main")).to_contain_text(DEBATE)
    hand.follow("“%(title)s”", title=DEBATE)
    hand.lands_on(DEBATE)
    hand.follow_about("Candidates for the role", "Speaker")
    hand.lands("Candidates for “%(title)s”", title=DEBATE)
    ranked = hand.page.locator("table.candidates tbody tr")
    expect(ranked).to_have_count(2)
    expect(ranked.first).to_contain_text(mate)
    hand.follow_about("Book…", mate)
    hand.lands("Staff “%(title)s” by hand", title=DEBATE)
    hand.press("Publish this date and team")
    hand.hears("Published: calendars say so from now on.")

    after = {each: entries(fetch(address)) for each, address in feeds.items()}
    changed = {each for each in feeds if before[each] != after[each]}
    assert changed == {ill, stage.tale.mate}
    assert _new(before[ill], after[ill]) == ["CANCELLED"]
    assert _new(before[stage.tale.mate], after[stage.tale.mate]) == ["TENTATIVE"]
    hand.page.goto(f"{stage.site.address}/conflicts")
    hand.lands("Conflicts")
    expect(hand.page.locator("main")).not_to_contain_text(DEBATE)


def _people(stage: Stage) -> dict[int, str]:
    with stage.site.ledger.read() as session:
        return {row.id: row.name for row in session.scalars(select(ExpertRow))}


def _new(before: list[Read], after: list[Read]) -> list[str]:
    """How the entries stand that are not what they were."""
    return [each.status for each in after if each not in before]
