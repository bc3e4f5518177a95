"""Story 1, the first five minutes: a board, a solve, a comparison, publishing, a calendar."""

from datetime import timedelta

from playwright.sync_api import expect
from sqlalchemy import select

from db.models import BookingRow, ExpertRow, JobRow
from tests.web.browser.stories.calendars import bookings, entries, fetch
from tests.web.browser.stories.conftest import Stage
from tests.web.browser.stories.steps import new_scenario, published, shown_address, solve
from tests.web.browser.stories.world import DEBATE

NAME = "First try"


def test_first_five_minutes(stage: Stage) -> None:
    hand = stage.hand
    hand.sign_in("coordinator")
    new_scenario(hand, NAME)
    hand.follow("See it on the board")
    hand.lands("Board of “%(name)s”", name=NAME)
    hand.write("Around the day", stage.tale.monday.isoformat())
    hand.press("Show")
    bar = hand.page.locator("a.bar-link[data-start]", has_text=DEBATE)
    hand.shift(bar, stage.tale.monday + timedelta(days=7))
    hand.press("Pin it to this day")
    hand.hears("Pinned. Look for a plan again to see what becomes of the others.")
    hand.look()

    hand.follow_to(NAME)
    hand.lands_on(NAME)
    solve(hand)
    curve = hand.say(
        "How much better a plan could still be, and the vacancies of the best plan, over time"
    )
    # A search that is over at its first word leaves nothing to draw a line through.
    drawn = 1 if _words_of_the_search(stage) > 1 else 0
    expect(hand.page.get_by_role("img", name=curve)).to_have_count(drawn)

    hand.follow("Compare with the published plan")
    hand.lands("Compare plans")
    against = {"plan": NAME, "first": hand.say("The published plan")}
    heading = hand.say("“%(plan)s”, against “%(first)s”", **against)
    expect(hand.page.get_by_role("heading", name=heading)).to_be_visible()
    assert _sent(stage) == 0

    hand.page.go_back()
    hand.lands("A plan is ready")
    hand.follow("Publish…")
    published(hand, NAME)
    assert _sent(stage) == 2

    expert = _somebody_sent(stage)
    hand.follow("Experts")
    hand.lands("Experts")
    hand.follow_to(expert.listed_name)
    hand.lands_on(expert.name)
    address = shown_address(hand, "phone")
    assert entries(fetch(address)) == bookings(stage.site.ledger, expert.id) != []


def _words_of_the_search(stage: Stage) -> int:
    """How often the last search said how far it was."""
    with stage.site.ledger.read() as session:
        job = session.scalars(select(JobRow).order_by(JobRow.id.desc())).first()
        return len((job.progress or {}).get("curve", ())) if job else 0


def _sent(stage: Stage) -> int:
    """How many people are booked for the mission that only the scenario has planned."""
    with stage.site.ledger.read() as session:
        rows = select(BookingRow).where(BookingRow.mission_id == stage.tale.small.planned)
        return len(session.scalars(rows).all())


def _somebody_sent(stage: Stage) -> ExpertRow:
    with stage.site.ledger.read() as session:
        rows = select(BookingRow).where(BookingRow.mission_id == stage.tale.small.planned)
        return session.scalars(rows.order_by(BookingRow.expert_id)).all()[0].expert
