"""The history of a mission holds its releases with its teams, its mails and its answers."""

import re
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actors import Actor
from db.engine import Ledger
from db.facts import BusyFacts
from db.models import AccountRoleRow, BookingRow, ExpertRow, InstitutionRow, MissionRow
from db.moments import half_day
from db.operations import (
    answers,
    experts,
    mailing,
    missions,
    outbox,
    pins,
    publish,
    refusals,
    staffing,
)
from db.operations.answers import Given
from db.operations.experts import expert_facts
from db.operations.mission_facts import mission_facts
from db.operations.refusals import Refusing
from db.operations.staffing import Staffing
from tests import make
from tests.web.conftest import Browser

NEXT = make.MONDAY + timedelta(days=7)


def test_history_tells_publishing_mails_and_answers(
    coordinator: Browser, ledger: Ledger, institution: int
) -> None:
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        home.mailbox = "unit@qc.example"
        facts = {"window_last": NEXT, "travel_before": 2}
        mission = make.mission(session, home, make.partner(session), **facts)
        anne = make.expert(session, home, email="anne@qc.example")
        make.staffed(session, mission, anne)
        outbox.release(session, [1], make.BY, make.AT)
        attempt = mailing.claim(session, make.AT)
        assert attempt is not None
        mailing.sent(session, attempt, make.AT)
        answers.record(
            session, 1, Given("declined", "Ill."), "page", make.BY, make.AT + timedelta(minutes=30)
        )
        luc = make.expert(session, home, "Luc Dorval")
        make.staffed(session, mission, luc, on=NEXT, at=make.AT + timedelta(hours=1))
        number = mission.id

    page = coordinator.get(f"/missions/{number}").text.split('id="history"')[1]

    assert "Published in release 1: 1–2 March 2027, leaving on 28 February; Anne Bova joins" in page
    assert "Mail sent to Anne Bova: Invitation" in page
    assert "Anne Bova: Declines" in page
    assert (
        "Published in release 2: 8–9 March 2027, leaving on the 7th; Luc Dorval joins;"
        " Anne Bova leaves" in page
    )
    assert page.index("release 2") < page.index("Declines") < page.index("release 1")


def test_release_that_changes_nothing_of_a_mission_is_none_of_its_history(
    coordinator: Browser, ledger: Ledger, institution: int
) -> None:
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        there = make.partner(session)
        first = make.mission(session, home, there)
        other = make.mission(session, home, there, title="Other", first=NEXT)
        make.staffed(session, first, make.expert(session, home))
        make.staffed(session, other, make.expert(session, home, "Luc Dorval"))
        number = first.id

    page = coordinator.get(f"/missions/{number}").text

    assert "Published in release 1" in page
    assert "Published in release 2" not in page


def test_history_keeps_the_days_that_were_published_when_the_mission_is_edited(
    coordinator: Browser, ledger: Ledger, institution: int
) -> None:
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        facts = {"window_last": NEXT, "travel_before": 2}
        mission = make.mission(session, home, make.partner(session), **facts)
        anne = make.expert(session, home)
        make.staffed(session, mission, anne)
        for length, travel in ((6, 2), (8, 4)):
            known = replace(mission_facts(mission), length=length, travel_before=travel)
            missions.edit(session, mission.id, known, mission.version, make.BY, make.AT)
        # A release of another one: nothing of this mission changes in it.
        make.staffed(session, make.mission(session, home, None, venue="home"), at=make.AT)
        known = replace(mission_facts(mission), venue="home")
        missions.edit(session, mission.id, known, mission.version, make.BY, make.AT)
        make.staffed(session, mission, anne, on=NEXT, at=make.AT)
        number = mission.id

    said = [line for line in history(coordinator, f"/missions/{number}") if "release" in line]

    assert said == [
        "Published in release 3: 8–11 March 2027",
        "Published in release 1: 1–2 March 2027, leaving on 28 February; Anne Bova joins",
    ]


def test_history_says_which_fields_were_edited_and_of_whom_it_speaks(
    coordinator: Browser, ledger: Ledger, institution: int
) -> None:
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        mission = make.mission(session, home, make.partner(session))
        anne = make.expert(session, home)
        facts = mission_facts(mission)
        longer = replace(facts, title="Longer", length=6, notes="A room.")
        missions.edit(session, mission.id, longer, mission.version, make.BY, make.AT)
        missions.edit(session, mission.id, longer, mission.version, make.BY, make.AT)
        refusals.refuse(session, Refusing(mission.id, anne.id), make.BY, make.AT)
        refusals.lift(session, 1, "She can after all.", make.BY, make.AT)
        these = (half_day(make.MONDAY), half_day(make.MONDAY) + 3)
        refusals.refuse(session, Refusing(mission.id, anne.id, these), make.BY, make.AT)
        refusals.lift(session, 2, "Then, too.", make.BY, make.AT)
        pins.pin_expert(session, mission.id, mission.roles[0].id, anne.id, make.BY, make.AT)
        pins.unpin_expert(session, mission.id, anne.id, make.BY, make.AT)
        pins.ban(session, mission.id, anne.id, make.BY, make.AT)
        number = mission.id

    said = history(coordinator, f"/missions/{number}")

    # All of it was written at one moment: the last thing that was done stands first.
    assert said == [
        "Somebody kept out of the team: Anne Bova",
        "Somebody no longer pinned to a role: Anne Bova",
        "Somebody pinned to a role: Anne Bova",
        "A refusal lifted: Anne Bova, 1–2 March 2027",
        "Somebody has said no: Anne Bova, 1–2 March 2027",
        "A refusal lifted: Anne Bova, whatever the dates",
        "Somebody has said no: Anne Bova, whatever the dates",
        "Saved, with nothing changed",
        "Edited: Title (“Seminar” before, “Longer” now), Notes, Days on site (2 before, 3 now)",
    ]


def test_history_knows_every_release_beside_a_second_institution(
    coordinator: Browser, ledger: Ledger, institution: int
) -> None:
    """Which nobody made, which somebody of both made, and which the other one made."""
    with ledger.write() as session:
        home, second = session.get_one(InstitutionRow, institution), make.institution(session, "fr")
        mission = make.mission(session, home, make.partner(session))
        team = [make.expert(session, home, name) for name in ("Anne Bova", "Luc Dorval", "Ida Roy")]
        both = make.account(session, "both", institution=home)
        theirs = make.account(session, "theirs", institution=second)
        both.roles.append(AccountRoleRow(role="planner", institution_id=second.id))
        session.flush()
        authors = (make.BY, Actor(both.id, "Both of us"), Actor(theirs.id, "Theirs alone"))
        for number, (by, expert) in enumerate(zip(authors, team, strict=True)):
            published(session, mission, expert, by, make.AT + timedelta(hours=number))
        published(session, mission, team[0], authors[1], make.AT + timedelta(hours=3))
        number = mission.id

    page = coordinator.get(f"/missions/{number}").text.partition('id="history"')[2]

    assert history(coordinator, f"/missions/{number}") == [
        "Published in release 4; Anne Bova joins; Ida Roy leaves",
        "Published in release 3; Ida Roy joins; Luc Dorval leaves",
        "Published in release 2; Luc Dorval joins; Anne Bova leaves",
        "Published in release 1: 1–2 March 2027; Anne Bova joins",
    ]
    assert re.findall(r'class="quiet small">([^<]*), <time', page) == [
        "Both of us",
        "another institution",
        "Both of us",
        make.BY.label,
    ]
    releases = coordinator.get("/scenarios/releases").text
    assert re.findall(r'<h2 id="release-\d+">Release (\d)', releases) == ["4", "3", "2", "1"]
    assert "Theirs alone" not in releases
    assert coordinator.get("/scenarios/releases/1/bring-back").status_code == 200
    assert coordinator.get("/scenarios/releases/3/bring-back").status_code == 200


def published(
    session: Session, mission: MissionRow, expert: ExpertRow, by: Actor, at: datetime
) -> None:
    """Somebody sends somebody on a mission."""
    wanted = Staffing(half_day(mission.window_first), {mission.roles[0].id: (expert.id,)})
    plan = staffing.restaff(session, mission.id, wanted, by, at)
    publish.publish(session, plan.id, by, at)


def test_decline_stands_once_and_publishing_has_its_person(
    coordinator: Browser, ledger: Ledger, institution: int
) -> None:
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        mission = make.mission(session, home, make.partner(session))
        make.staffed(session, mission, make.expert(session, home))
        answers.record(session, 1, Given("declined"), "page", make.BY, make.AT)
        number = mission.id

    page = coordinator.get(f"/missions/{number}").text.partition('id="history"')[2]
    said = history(coordinator, f"/missions/{number}")

    # Answered within the moment of the release, and told after it.
    assert said == [
        "Anne Bova: Declines",
        "Published in release 1: 1–2 March 2027; Anne Bova joins",
    ]
    assert f'class="quiet small">{make.BY.label}, <time' in page.partition("Published")[2]


def test_releases_name_who_published_and_not_who_planned(
    coordinator: Browser, ledger: Ledger, institution: int
) -> None:
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        make.staffed(
            session, make.mission(session, home, make.partner(session)), make.expert(session, home)
        )

    assert f"· {make.BY.label} ·" in " ".join(coordinator.get("/scenarios/releases").text.split())


def test_history_of_a_person_says_what_was_edited_and_which_days(
    coordinator: Browser, ledger: Ledger, institution: int
) -> None:
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        anne = make.expert(session, home)
        facts = replace(expert_facts(anne), email="anne@qc.example", rest=4)
        experts.edit(session, anne.id, facts, anne.version, make.BY, make.AT)
        first = half_day(make.MONDAY)
        away = BusyFacts(first, first + 3)
        experts.add_busy(session, anne.id, away, make.BY, make.AT)
        experts.add_busy(session, anne.id, away, make.BY, make.AT)
        number = anne.id

    assert history(coordinator, f"/experts/{number}") == [
        "Absence added: 1–2 March 2027",
        "Edited: E-mail, Days of rest between missions abroad (0 before, 2 now)",
    ]


def history(browser: Browser, path: str) -> list[str]:
    """The sentences of the history of a page, in its order."""
    part = browser.get(path).text.partition('id="history"')[2].partition("</ol>")[0]
    return re.findall(r"<li><strong>([^<]*)</strong>", part)


def test_history_tells_namesakes_apart(
    coordinator: Browser, ledger: Ledger, institution: int
) -> None:
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        two = [
            make.expert(session, home, "Marie Roy", department=name)
            for name in ("Library", "Protocol")
        ]
        mission = make.mission(session, home, make.partner(session), make.role(count=2))
        make.staffed(session, mission, *two)
        mine = select(BookingRow).where(BookingRow.expert_id == two[1].id)
        said = Given("declined")
        answers.record(session, session.scalars(mine).one().id, said, "account", make.BY, make.AT)
        path = f"/missions/{mission.id}"

    page = coordinator.get(path).text

    assert "Marie Roy · Library joins" in page
    assert "Marie Roy · Protocol joins" in page
    assert "Marie Roy · Protocol: Declines" in page
