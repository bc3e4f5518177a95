"""Date and team by hand: published at once, or refused with what to do about it."""

from collections.abc import Iterator

import pytest
import time_machine
from sqlalchemy import select

from db.engine import Ledger
from db.invariants import check
from db.models import BookingRow, ExpertRow, InstitutionRow, MissionBookingRow, MissionRow, PlanRow
from db.moments import half_day
from db.operations import pins
from db.queries import plans
from tests import make
from tests.web.by_hand import Ground
from tests.web.conftest import Browser
from tests.web.forms import accepted, filled_in, post

THURSDAY = make.MONDAY.replace(day=4)


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    """The missions of these tests lie ahead, whenever the tests run."""
    with time_machine.travel(make.AT, tick=False):
        yield


def form_of(browser: Browser, mission: int) -> dict[str, str]:
    """The form as the page shows it."""
    page = browser.get(f"/missions/{mission}/staff").text
    return filled_in(page, f"/missions/{mission}/staff")


def test_date_and_team_are_published_at_once(
    coordinator: Browser, ledger: Ledger, ground: Ground
) -> None:
    form = form_of(coordinator, ground.open) | ground.seat(ground.bob, "2027-03-04")

    answer = post(coordinator, f"/missions/{ground.open}/staff", form)

    assert answer.status_code == 303
    page = coordinator.get(answer.location).text
    assert "4–5 March 2027" in page
    assert "Bob Tremolo" in page
    with ledger.read() as session:
        booked = select(BookingRow).where(BookingRow.mission_id == ground.open)
        booking = session.scalars(booked).one()
        assert (booking.expert_id, booking.first) == (ground.bob, half_day(THURSDAY))
        assert check(session) == ()


def test_second_mission_for_a_booked_expert_is_refused_with_who_which_when(
    coordinator: Browser, ledger: Ledger, ground: Ground
) -> None:
    form = form_of(coordinator, ground.open) | ground.seat(ground.anne)
    before = _state(ledger)

    answer = post(coordinator, f"/missions/{ground.open}/staff", form)

    assert answer.status_code == 422
    assert "Anne Bova is already booked for “Archives”, 1–2 March 2027." in answer.text
    assert f'href="/missions/{ground.held}"' in answer.text
    assert f'href="/experts/{ground.anne}"' in answer.text
    shown = filled_in(answer.text, f"/missions/{ground.open}/staff")
    assert shown[f"seat-{ground.role}-0"] == str(ground.anne)
    assert _state(ledger) == before


def test_booking_by_another_institution_is_elsewhere_and_leads_nowhere(
    coordinator: Browser, ledger: Ledger, ground: Ground
) -> None:
    with ledger.write() as session:
        session.get_one(MissionRow, ground.held).institution_id = make.institution(session, "fr").id
    form = form_of(coordinator, ground.open) | ground.seat(ground.anne)
    path = f"/missions/{ground.open}/staff"

    page = post(coordinator, path, form).text
    french = post(coordinator, f"{path}?lang=fr", form).text

    assert 'name="accepted"' not in page  # what forbids it comes first
    assert "Anne Bova is already booked elsewhere, 1–2 March 2027." in page
    assert "Anne Bova est déjà retenu·e ailleurs, 1er–2 mars 2027." in french
    assert ("Archives" in page, f"/missions/{ground.held}" in page) == (False, False)
    assert f'href="/experts/{ground.anne}"' in page


def test_longer_mission_meets_a_booking_of_another_institution_without_its_title(
    coordinator: Browser, ledger: Ledger, ground: Ground
) -> None:
    with ledger.write() as session:
        later = session.get_one(MissionRow, ground.open)
        anne = session.get_one(ExpertRow, ground.anne)
        make.staffed(session, later, anne, on=THURSDAY)
        later.institution_id = make.institution(session, "fr").id
        later.title = "Secret"
    path = f"/missions/{ground.held}/edit"
    form = filled_in(coordinator.get(path).text) | {"length": "8"}

    answer = post(coordinator, path, form)

    assert answer.status_code == 422
    assert "Anne Bova is already booked elsewhere, 4–5 March 2027." in answer.text
    assert "Secret" not in answer.text


def test_the_refusal_names_the_other_mission_when_this_one_is_the_later(
    coordinator: Browser, ground: Ground
) -> None:
    form = form_of(coordinator, ground.open) | ground.seat(ground.anne, "2027-03-02")

    page = post(coordinator, f"/missions/{ground.open}/staff", form).text

    assert "Anne Bova is already booked for “Archives”, 2 March 2027." in page


@pytest.mark.parametrize(
    ("start", "said"),
    [
        ("2027-03-06", "6 March 2027 is a Saturday; possible only"),
        ("2027-04-05", "5 April 2027 is not a possible start; possible: 1–19 March 2027."),
        ("", "Please give a date."),
        ("soon", "Please give a date."),
    ],
)
def test_wrong_date_is_refused_with_the_right_ones(
    coordinator: Browser, ledger: Ledger, ground: Ground, start: str, said: str
) -> None:
    form = form_of(coordinator, ground.open) | ground.seat(ground.bob, start)
    before = _state(ledger)

    answer = post(coordinator, f"/missions/{ground.open}/staff", form)

    assert answer.status_code == 422
    assert said in answer.text
    assert _state(ledger) == before


def test_mission_staffed_meanwhile_is_409_and_shows_the_new_one(
    coordinator: Browser, ledger: Ledger, ground: Ground
) -> None:
    form = form_of(coordinator, ground.open)
    with ledger.write() as session:
        make.staffed(session, session.get_one(MissionRow, ground.open), on=THURSDAY)

    answer = post(coordinator, f"/missions/{ground.open}/staff", form | ground.seat(ground.bob))

    assert answer.status_code == 409
    assert "The date or the team of this mission was changed meanwhile" in answer.text
    again = filled_in(answer.text, f"/missions/{ground.open}/staff")
    assert again[f"seat-{ground.role}-0"] == str(ground.bob)
    assert post(coordinator, f"/missions/{ground.open}/staff", again).status_code == 303


@pytest.mark.parametrize("expert", ["999", "-1", "x", "9999999999", ""])
def test_people_who_are_not_there_are_never_seated(
    coordinator: Browser, ledger: Ledger, ground: Ground, expert: str
) -> None:
    form = form_of(coordinator, ground.open) | ground.seat(expert)

    answer = post(coordinator, f"/missions/{ground.open}/staff", form)

    # Nobody at all is a team too: dated, its seats empty.
    assert answer.status_code == (422 if expert else 303)
    with ledger.read() as session:
        assert session.scalars(select(BookingRow.expert_id)).all() == [ground.anne]


def test_somebody_in_two_seats_is_refused_by_name(
    coordinator: Browser, ledger: Ledger, ground: Ground
) -> None:
    before = _state(ledger)
    form = form_of(coordinator, ground.open) | ground.seat(ground.bob, "2027-03-04")
    form |= {f"seat-{ground.role}-1": str(ground.bob)}

    answer = post(coordinator, f"/missions/{ground.open}/staff", form)

    assert answer.status_code == 422
    assert "Bob Tremolo is chosen for two seats." in answer.text
    assert _state(ledger) == before


def test_seat_of_another_mission_is_refused(
    coordinator: Browser, ledger: Ledger, ground: Ground
) -> None:
    with ledger.read() as session:
        other = session.get_one(MissionRow, ground.held).roles[0].id
    form = form_of(coordinator, ground.open) | {f"seat-{other}-0": ground.bob}

    answer = post(coordinator, f"/missions/{ground.open}/staff", form)

    assert answer.status_code == 422
    assert "The roles have changed meanwhile: look once more." in answer.text


def test_unpinned_requirement_is_refused_and_a_pin_lifts_it(
    coordinator: Browser, ledger: Ledger, institution: int, ground: Ground
) -> None:
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        place = make.partner(session, "tg", country="TG")
        asked = make.role(languages={"fr": "C1"})
        mission = make.mission(session, home, place, asked, title="Lois")
        key, role = mission.id, mission.roles[0].id
    form = form_of(coordinator, key) | {f"seat-{role}-0": ground.bob}

    refused = post(coordinator, f"/missions/{key}/staff", form)
    with ledger.write() as session:
        pins.pin_expert(session, key, role, ground.bob, make.BY, make.AT)
    kept = post(coordinator, f"/missions/{key}/staff", form)

    assert refused.status_code == 422
    assert "Bob Tremolo, French: required: C1; has: none." in refused.text
    assert kept.status_code == 303


def test_promised_mission_may_be_changed_by_hand(
    coordinator: Browser, ledger: Ledger, ground: Ground
) -> None:
    with ledger.write() as session:
        session.get_one(MissionRow, ground.held).state = "accepted"
        role = session.get_one(MissionRow, ground.held).roles[0].id
    form = form_of(coordinator, ground.held)
    form |= {"start": "2027-03-09", f"seat-{role}-0": str(ground.bob)}

    asked = post(coordinator, f"/missions/{ground.held}/staff", form)
    form |= {"accepted": accepted(asked.text), "word": "The Speaker, by phone"}
    answer = post(coordinator, f"/missions/{ground.held}/staff", form)

    assert (asked.status_code, answer.status_code) == (422, 303)
    with ledger.read() as session:
        rows = session.scalars(select(BookingRow).order_by(BookingRow.expert_id)).all()
        assert [(row.expert_id, row.status) for row in rows] == [
            (ground.anne, "cancelled"),
            (ground.bob, "confirmed"),
        ]
    assert "The Speaker, by phone" in coordinator.get(f"/missions/{ground.held}").text


def test_mission_is_taken_out_of_the_plan(
    coordinator: Browser, ledger: Ledger, ground: Ground
) -> None:
    page = coordinator.get(f"/missions/{ground.held}/staff").text
    form = filled_in(page, f"/missions/{ground.held}/withdraw")

    answer = post(coordinator, f"/missions/{ground.held}/withdraw", form)

    assert answer.status_code == 303
    with ledger.read() as session:
        assert session.get_one(MissionBookingRow, 1).status == "cancelled"
        assert session.get_one(BookingRow, 1).status == "cancelled"


def test_past_window_says_what_to_do(coordinator: Browser, ground: Ground) -> None:
    with time_machine.travel("2027-06-01T09:00:00Z", tick=False):
        # A login of January has ended by June.
        coordinator.sign_in("coordinator")
        page = coordinator.get(f"/missions/{ground.open}/staff").text

    assert "Edit the possible starts" in page
    assert f'href="/missions/{ground.open}/edit"' in page


def test_refusal_speaks_french(coordinator: Browser, ground: Ground) -> None:
    form = form_of(coordinator, ground.open) | ground.seat(ground.anne)
    coordinator.get("/?lang=fr")

    page = post(coordinator, f"/missions/{ground.open}/staff", form).text

    assert "Anne Bova est déjà retenu·e pour « Archives », 1er–2 mars 2027." in page


def _state(ledger: Ledger) -> tuple[object, ...]:
    """What a refusal must leave as it is."""
    with ledger.read() as session:
        made = session.scalars(select(PlanRow.id)).all()
        return (plans.live_id(session), len(made), len(session.scalars(select(BookingRow)).all()))


def test_form_is_not_stale_where_another_mission_was_published(
    coordinator: Browser, ledger: Ledger, ground: Ground
) -> None:
    form = form_of(coordinator, ground.open) | ground.seat(ground.bob)
    with ledger.write() as session:
        anne = session.get_one(ExpertRow, ground.anne)
        make.staffed(session, session.get_one(MissionRow, ground.held), anne, on=THURSDAY)

    answer = post(coordinator, f"/missions/{ground.open}/staff", form)

    assert answer.status_code == 303
    with ledger.read() as session:
        starts = plans.starts(session, plans.live_id(session) or 0)
        assert starts == {ground.held: half_day(THURSDAY), ground.open: half_day(make.MONDAY)}


def test_same_date_and_team_again_makes_no_release(
    coordinator: Browser, ledger: Ledger, ground: Ground
) -> None:
    before = _state(ledger)

    answer = post(coordinator, f"/missions/{ground.held}/staff", form_of(coordinator, ground.held))

    assert answer.status_code == 303
    said = coordinator.get(answer.location).text
    assert "Nothing was published: this is already published." in said
    assert _state(ledger) == before


def test_rule_that_would_break_is_accepted_by_a_tick(
    coordinator: Browser, ledger: Ledger, ground: Ground
) -> None:
    with ledger.write() as session:
        make.busy(session, session.get_one(ExpertRow, ground.bob), make.MONDAY)
    form = form_of(coordinator, ground.open) | ground.seat(ground.bob)

    asked = post(coordinator, f"/missions/{ground.open}/staff", form)
    form |= {"accepted": accepted(asked.text)}
    done = post(coordinator, f"/missions/{ground.open}/staff", form)

    assert (asked.status_code, done.status_code) == (422, 303)
    assert "Bob Tremolo is not available, 1 March 2027: absence" in asked.text


def test_agreed_mission_moved_without_a_word_is_proposed_again(
    coordinator: Browser, ledger: Ledger, ground: Ground
) -> None:
    with ledger.write() as session:
        session.get_one(MissionRow, ground.held).state = "accepted"
    form = form_of(coordinator, ground.held) | {"start": "2027-03-09"}

    asked = post(coordinator, f"/missions/{ground.held}/staff", form)
    form |= {"accepted": accepted(asked.text)}
    post(coordinator, f"/missions/{ground.held}/staff", form)

    assert "“Archives” is agreed with its partner, and would change." in asked.text
    with ledger.read() as session:
        booking = session.scalars(select(BookingRow)).one()
        assert (booking.status, session.get_one(MissionRow, ground.held).state) == (
            "hold",
            "proposed",
        )
    history = coordinator.get(f"/missions/{ground.held}").text
    assert "Proposed again: date or team changed, nobody said who agreed" in history
