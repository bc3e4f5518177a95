"""Experts written: on the roster, edited, away."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from db.engine import Ledger
from db.errors import Flaw, Invalid, InvalidState, StaleRow
from db.facts import BusyFacts, ExpertFacts
from db.moments import half_day
from db.operations import experts
from db.operations.experts import expert_facts
from db.queries import experts as known
from db.queries.audit import history
from tests import make

LATER = make.AT + timedelta(hours=1)


def test_a_created_expert_is_as_they_were_described(ledger: Ledger) -> None:
    with ledger.write() as session:
        home, haiti = make.institution(session), make.partner(session)
        mali, library = make.partner(session, "ml"), make.domain(session)
        facts = ExpertFacts(
            institution_id=home.id,
            kind="member",
            given_name="Hélène",
            family_name="Bova",
            political_group="A",
            served_from=date(2026, 10, 5),
            served_until=date(2030, 10, 5),
            days_max=20,
            missions_max=3,
            rest=4,
            domains={library.id: 2},
            languages={"fr": "C2"},
            experience=frozenset({"HT"}),
            prefers=frozenset({haiti.id}),
            excludes=frozenset({mali.id}),
        )

        row = experts.create(session, facts, make.BY, make.AT)

        session.expire_all()
        row = known.expert(session, row.id)
        assert expert_facts(row) == facts
        assert (row.name, row.search_name) == ("Hélène Bova", "helene bova")
        assert history(session, "expert", row.id)[0].what == "created"


def test_an_edit_is_kept_with_what_it_changed(ledger: Ledger) -> None:
    with ledger.write() as session:
        row = make.expert(session, make.institution(session), languages={"fr": "B1"})
        facts = replace(expert_facts(row), family_name="Déru", languages={"fr": "C1"})

        experts.edit(session, row.id, facts, row.version, make.BY, LATER)

        session.expire_all()
        row = known.expert(session, row.id)
        assert (expert_facts(row), row.search_name, row.version) == (facts, "anne deru", 2)
        line = history(session, "expert", row.id)[0]
        assert line.before == {"family_name": "Bova", "languages": {"fr": "B1"}}
        assert line.after == {"family_name": "Déru", "languages": {"fr": "C1"}}


def test_a_stale_form_changes_no_expert(ledger: Ledger) -> None:
    with ledger.write() as session:
        row = make.expert(session, make.institution(session))
        facts = expert_facts(row)
        experts.edit(session, row.id, facts, 1, make.BY, LATER)

        with pytest.raises(StaleRow):
            experts.edit(session, row.id, replace(facts, rest=9), 1, make.BY, LATER)

        assert row.rest == 0


def test_all_that_is_wrong_with_an_expert_is_said_at_once(ledger: Ledger) -> None:
    with ledger.write() as session:
        row = make.expert(session, make.institution(session))
        served = {"first": date(2027, 1, 2), "last": date(2027, 1, 1)}
        facts = replace(
            expert_facts(row),
            given_name="",
            served_from=served["first"],
            served_until=served["last"],
            days_max=-1,
            domains={1: 0},
            prefers=frozenset({1}),
            excludes=frozenset({1}),
        )

        with pytest.raises(Invalid) as refused:
            experts.edit(session, row.id, facts, 1, make.BY, LATER)

        assert refused.value.flaws == (
            Flaw("field.required", "given_name"),
            Flaw("range.ends_before_start", "served_until", served),
            Flaw("number.too_small", "days_max", {"least": 0}),
            Flaw("number.outside", "domains", {"least": 1, "most": 3}),
            Flaw("wish.both", "excludes", {"partners": [1]}),
        )


def test_typed_busy_time_comes_and_goes(ledger: Ledger) -> None:
    with ledger.write() as session:
        anne = make.expert(session, make.institution(session))
        first = half_day(make.MONDAY, "pm")
        row = experts.add_busy(session, anne.id, BusyFacts(first, first + 1), make.BY, make.AT)
        found = known.busy(session, anne.id, first + 1, first + 9)

        owner = experts.remove_busy(session, row.id, make.BY, LATER)

        assert (list(found), owner) == ([row], anne.id)
        assert known.busy(session, anne.id, first, first) == []
        lines = [(line.what, line.before or line.after) for line in history(session, "expert", 1)]
        told = {"first": "2027-03-01/pm", "last": "2027-03-02/am", "label": None}
        assert lines == [("busy_removed", told), ("busy_added", told)]


def test_busy_time_that_ends_before_it_starts_is_refused(ledger: Ledger) -> None:
    with ledger.write() as session:
        anne = make.expert(session, make.institution(session))

        with pytest.raises(Invalid):
            experts.add_busy(session, anne.id, BusyFacts(9, 8), make.BY, make.AT)


def test_busy_time_of_a_calendar_is_not_removed_by_hand(ledger: Ledger) -> None:
    with ledger.write() as session:
        anne = make.expert(session, make.institution(session))
        row = make.busy(session, anne, make.MONDAY, source="subscription")

        with pytest.raises(InvalidState):
            experts.remove_busy(session, row.id, make.BY, LATER)
