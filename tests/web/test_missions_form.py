"""The form of a mission: written down, mended, saved by two people at once, copied."""

from collections.abc import Callable

import pytest
import time_machine
from sqlalchemy import select

from db.engine import Ledger
from db.models import InstitutionRow, MissionRow, RoleRow
from db.operations.mission_facts import mission_facts
from db.queries import missions
from tests import make
from tests.web.conftest import Browser
from tests.web.forms import accepted, filled_in, post

TYPED = {
    "title": "Drafting of bills",
    "activity_type": "training_mission",
    "service_mode": "training",
    "venue": "abroad",
    "window_first": "2027-03-01",
    "window_last": "2027-03-12",
    "preferred": "2027-03-02",
    "length": "4,5",
    "travel_before": "1",
    "travel_after": "0.5",
    "priority": "3",
    "speaks-0-language": "fr",
    "speaks-0-level": "C1",
    "role-0-title": "Trainer",
    "role-0-count": "2",
    "role-0-kind": "official",
    "role-0-language-0-language": "en",
    "role-0-language-0-level": "B2",
    "role-1-count": "1",
    "role-1-kind": "",
}


@pytest.fixture
def ground(ledger: Ledger, institution: int) -> dict[str, str]:
    """Fields of the form that name rows: a partner, the institution, a domain."""
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        place, library = make.partner(session), make.domain(session)
        make.expert(session, home, "Zoé Bova")
        return {
            "partner": str(place.id),
            "institution": str(institution),
            "role-0-domain-0-domain": str(library.id),
            "role-0-domain-0-level": "2",
        }


@pytest.fixture
def saved(ledger: Ledger, institution: int, ground: dict[str, str]) -> int:
    """A mission that can be edited."""
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        place = make.partner(session, "ml", country="ML")
        return make.mission(session, home, place, make.role(title="Trainer")).id


def test_form_offers_countries_domains_and_languages(
    coordinator: Browser, ground: dict[str, str]
) -> None:
    page = coordinator.get("/missions/new").text

    assert "Haiti · Parliament ht" in page
    assert "Library" in page
    assert "Malagasy" in page
    assert page.count("<h1") == 1


def test_mission_is_written_down_as_typed(
    coordinator: Browser, ledger: Ledger, ground: dict[str, str]
) -> None:
    answer = post(coordinator, "/missions/new", {**TYPED, **ground, "ban_more": "zoe bova"})

    assert answer.status_code == 303
    with ledger.read() as session:
        row = missions.mission(session, session.scalars(select(MissionRow.id)).one())
        facts = mission_facts(row)
        assert answer.location == f"/missions/{row.id}"
        assert (row.state, facts.length, facts.travel_before, facts.travel_after) == (
            *("planned", 9, 2, 1),
        )
        assert facts.languages == {"fr": "C1"}
        assert [(role.title, role.count, role.kind) for role in facts.roles] == [
            ("Trainer", 2, "official"),
            ("", 1, None),
        ]
        assert facts.roles[0].domains == {int(ground["role-0-domain-0-domain"]): 2}
        assert facts.roles[0].languages == {"en": "B2"}
        assert not facts.plural
        assert len(facts.banned) == 1


@pytest.mark.parametrize(
    ("wrong", "said", "field"),
    [
        ({"title": " "}, "Title: please fill this in.", "title"),
        ({"partner": ""}, "Partner parliament: needed unless the mission is at home.", "partner"),
        ({"partner": "77"}, "Partner parliament: choose one from the list.", "partner"),
        (
            {"window_last": "2027-02-01"},
            "Last possible start: it lies before the first one.",
            "window_last",
        ),
        (
            {"preferred": "2027-05-01"},
            "Best start: it lies outside the possible starts.",
            "preferred",
        ),
        ({"window_first": "1 mars"}, "not “1 mars”", "window_first"),
        ({"length": "0"}, "not “0”", "length"),
        ({"length": "2.3"}, "not “2.3”", "length"),
        ({"length": "9" * 5000}, "Days on site: days in steps of a half", "length"),
        ({"priority": "１２"}, "a whole number from 1 to 100", "priority"),
        ({"role-1-count": ""}, "Role 2: how many seats?", "role-1-count"),
        ({"role-0-language-0-level": "Z9"}, "Languages: choose", "role-0-language"),
        ({"role-0-domain-0-domain": "999"}, "Domains: choose", "role-0-domain"),
        ({"institution": "999"}, "Run by: choose one from the list.", "institution"),
        ({"ban_more": "Nobody Known"}, "Nobody is called Nobody Known.", "ban_more"),
    ],
)
def test_mistake_is_named_and_nothing_typed_is_lost(
    coordinator: Browser,
    ledger: Ledger,
    ground: dict[str, str],
    wrong: dict[str, str],
    said: str,
    field: str,
) -> None:
    typed = {**TYPED, **ground, "notes": "Ask for <b>visas</b>", **wrong}

    answer = post(coordinator, "/missions/new", typed)

    assert answer.status_code == 422
    assert said in answer.text
    assert f'<a href="#{field}">' in answer.text
    assert f'id="{field}"' in answer.text
    shown = filled_in(answer.text)
    kept = {name: text for name, text in typed.items() if name not in wrong}
    assert {name: shown.get(name) for name in kept} == kept
    assert "<b>visas" not in answer.text
    with ledger.read() as session:
        assert session.scalars(select(MissionRow.id)).all() == []


def test_role_is_added_and_removed_without_script(
    coordinator: Browser, ledger: Ledger, ground: dict[str, str]
) -> None:
    more = post(coordinator, "/missions/new", {**TYPED, **ground, "act": "add"})
    less = post(coordinator, "/missions/new", {**TYPED, **ground, "act": "drop-0"})

    assert more.status_code == 200
    assert 'name="role-2-count"' in more.text
    assert filled_in(more.text)["role-0-title"] == "Trainer"
    assert 'name="role-1-count"' not in less.text
    assert filled_in(less.text)["title"] == "Drafting of bills"
    with ledger.read() as session:
        assert session.scalars(select(MissionRow.id)).all() == []


def test_activity_fills_in_what_is_usual(coordinator: Browser, ground: dict[str, str]) -> None:
    typed = {**TYPED, **ground, "activity_type": "follow_up", "act": "defaults"}

    shown = filled_in(post(coordinator, "/missions/new", typed).text)

    assert (shown["venue"], shown["length"], shown["travel_before"]) == ("remote", "0.5", "0")
    assert shown["title"] == "Drafting of bills"


def test_edit_shows_what_is_saved_and_saves_it(
    coordinator: Browser, ledger: Ledger, saved: int
) -> None:
    shown = filled_in(coordinator.get(f"/missions/{saved}/edit").text)

    answer = post(coordinator, f"/missions/{saved}/edit", {**shown, "title": "Better"})

    assert shown["role-0-title"] == "Trainer"
    assert answer.status_code == 303
    with ledger.read() as session:
        row = missions.mission(session, saved)
        assert row.title == "Better"
        assert [role.id for role in row.roles] == [int(shown["role-0-key"])]


def test_second_save_shows_both_versions_and_loses_neither(
    coordinator: Browser, ledger: Ledger, saved: int
) -> None:
    shown = filled_in(coordinator.get(f"/missions/{saved}/edit").text)
    post(coordinator, f"/missions/{saved}/edit", {**shown, "title": "Theirs"})

    answer = post(coordinator, f"/missions/{saved}/edit", {**shown, "title": "Mine"})

    assert answer.status_code == 409
    assert "<td>Mine</td><td>Theirs</td>" in answer.text
    assert filled_in(answer.text)["title"] == "Mine"
    with ledger.read() as session:
        assert session.get_one(MissionRow, saved).title == "Theirs"
    again = post(coordinator, f"/missions/{saved}/edit", filled_in(answer.text))
    assert again.status_code == 303
    with ledger.read() as session:
        assert session.get_one(MissionRow, saved).title == "Mine"


def test_copy_keeps_the_roles_and_opens_the_form(
    coordinator: Browser, ledger: Ledger, saved: int
) -> None:
    answer = post(coordinator, f"/missions/{saved}/copy")

    assert answer.status_code == 303
    assert filled_in(coordinator.get(answer.location).text)["title"] == "Seminar (copy)"
    with ledger.read() as session:
        titles = session.scalars(select(RoleRow.title).where(RoleRow.mission_id != saved)).all()
        assert titles == ["Trainer"]


@pytest.mark.parametrize("path", ["edit", "copy", "state", "staff", "ban", "pin-date"])
def test_reader_may_change_nothing(
    browser: Browser, account: Callable[..., str], saved: int, path: str
) -> None:
    browser.sign_in(account("reader"))

    assert browser.get(f"/missions/{saved}").status_code == 200
    assert post(browser, f"/missions/{saved}/{path}").status_code == 403


def test_mission_of_another_institution_is_not_there(
    coordinator: Browser, ledger: Ledger, ground: dict[str, str]
) -> None:
    with ledger.write() as session:
        other = make.institution(session, "fr")
        theirs = make.mission(session, other, make.partner(session, "tg"), title="Secret").id

    for answer in (
        coordinator.get(f"/missions/{theirs}"),
        coordinator.get(f"/missions/{theirs}/edit"),
        coordinator.get(f"/missions/{theirs}/staff"),
        coordinator.get(f"/missions/{theirs}/cancel"),
        post(coordinator, f"/missions/{theirs}/edit", {**TYPED, **ground}),
        post(coordinator, f"/missions/{theirs}/copy"),
        post(coordinator, f"/missions/{theirs}/state", {"to": "approved"}),
        post(coordinator, f"/missions/{theirs}/staff", {"start": "2027-03-01"}),
        post(coordinator, f"/feed-links/mission/{theirs}", {"label": "phone"}),
        coordinator.get("/missions/999"),
    ):
        assert answer.status_code == 404
        assert "Secret" not in answer.text


def test_form_speaks_french(coordinator: Browser, ground: dict[str, str]) -> None:
    coordinator.get("/?lang=fr")

    page = post(coordinator, "/missions/new", {**TYPED, **ground, "title": ""}).text

    assert "Titre\N{NO-BREAK SPACE}: à remplir." in page
    assert "Haïti · Parlement ht" in page
    assert "Mission de formation" in page


def test_impossible_date_of_a_published_mission_is_said_with_what_to_do(
    coordinator: Browser, ledger: Ledger, institution: int
) -> None:
    with time_machine.travel(make.AT, tick=False):
        coordinator.sign_in("coordinator")
        with ledger.write() as session:
            home = session.get_one(InstitutionRow, institution)
            mission = make.mission(session, home, make.partner(session), title="Archives")
            make.staffed(session, mission, make.expert(session, home))
            mission.state = "proposed"
            path = f"/missions/{mission.id}"
        form = filled_in(coordinator.get(f"{path}/edit").text)
        form |= {"window_first": "2027-04-05", "window_last": "2027-04-09"}

        answer = post(coordinator, f"{path}/edit", form)
        page = coordinator.get(answer.location).text
        conflicts = coordinator.get("/conflicts").text

    assert answer.status_code == 303
    assert "Saved, but this no longer holds of the published plan:" in page
    assert "1 March 2027 is not a possible start" in page
    assert "1 March 2027 is not a possible start" in conflicts
    assert f'<a href="{path}/staff">Change its date or team</a>' in page
    assert '<a href="/conflicts">All conflicts, and a repair</a>' in page


def test_length_of_an_agreed_mission_asks_on_whose_word(
    coordinator: Browser, ledger: Ledger, institution: int
) -> None:
    with time_machine.travel(make.AT, tick=False):
        coordinator.sign_in("coordinator")
        with ledger.write() as session:
            home = session.get_one(InstitutionRow, institution)
            mission = make.mission(session, home, make.partner(session), title="Archives")
            make.staffed(session, mission, make.expert(session, home))
            mission.state, key = "accepted", mission.id
        path = f"/missions/{key}/edit"
        form = filled_in(coordinator.get(path).text) | {"length": "3"}

        asked = post(coordinator, path, form)
        saved = post(coordinator, path, form | {"accepted": accepted(asked.text), "word": ""})

    assert "“Archives” is agreed with its partner, and would change." in asked.text
    assert (asked.status_code, saved.status_code) == (422, 303)
    with ledger.read() as session:
        assert session.get_one(MissionRow, key).state == "proposed"
