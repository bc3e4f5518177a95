"""Names found as people type them, and in one order on both databases."""

import pytest
from sqlalchemy.orm import Session

from db.engine import Ledger
from db.models import ExpertRow
from db.queries import people, roster
from db.queries.roster import Wanted
from db.text import folded, order_key
from tests import make
from tests.worlds import tables

IN_ORDER = (
    *("Çelik", "Côté", "de Gaulle", "Degas", "Émond", "Łukasz", "Nagy", "N’Guessan"),
    *("O’Brien", "Ørsted", "Østby", "Zola"),
)
"""Twelve family names as a reader of English or French expects them."""


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("N'Guessan", "N’Guessan"),
        ("O'Brien", "O’Brien"),
        ("O’Brien", "O'Brien"),
        ("Lukasz", "Łukasz"),
        ("Orsted", "Ørsted"),
        ("Aegir Oeuf", "Ægir Œuf"),
        ("Strauss", "Strauß"),
        ("Doan", "Đoàn"),
        ("Jean-Pierre", "Jean\u2011Pierre"),
        ("Jean Pierre", "Jean-Pierre"),
        ("de Gaulle", "de\u00a0Gaulle"),
        ("helene cote", "Hélène CÔTÉ"),
    ],
)
def test_name_is_found_as_it_is_typed(typed: str, written: str) -> None:
    assert folded(typed) == folded(written)


def test_letters_count_before_accents_and_accents_before_capitals() -> None:
    names = ["côte", "Cote", "coté", "cote", "Côté", "cotes"]

    assert sorted(names, key=order_key) == ["cote", "Cote", "coté", "côte", "Côté", "cotes"]


def test_family_name_counts_before_the_given_one() -> None:
    people = [("Roy", "Zoé"), ("Royer", "Anne"), ("Roy", "Émile"), ("Roy", "Éric"), ("Roy", "Eric")]

    assert sorted(people, key=lambda each: order_key(*each)) == [
        *(("Roy", "Émile"), ("Roy", "Eric"), ("Roy", "Éric"), ("Roy", "Zoé"), ("Royer", "Anne")),
    ]


def test_pages_of_the_roster_follow_each_other_in_that_order(database_url: str) -> None:
    ledger = Ledger(database_url)
    tables(ledger)
    with ledger.write() as session:
        home = make.institution(session)
        for name in sorted(IN_ORDER, key=lambda name: name[-1]):
            make.expert(session, home, given_name="Anne", family_name=name)
        wanted = Wanted(frozenset({home.id}))
        pages = [roster.page(session, wanted, first, 5) for first in (0, 5, 10)]
        everybody = people.by_ids(session, {row.id for page in pages for row in page})

        assert [row.family_name for page in pages for row in page] == [*IN_ORDER]
        assert [row.family_name for row in everybody] == [*IN_ORDER]
    ledger.dispose()


def test_roster_finds_a_name_without_its_signs(ledger: Ledger) -> None:
    with ledger.write() as session:
        home = make.institution(session)
        make.expert(session, home, "Aya N’Guessan")
        make.expert(session, home, "Łukasz Ørsted")

        assert _found(session, home.id, "N'Guessan") == ["Aya N’Guessan"]
        assert _found(session, home.id, "orsted lukasz") == ["Łukasz Ørsted"]


def _found(session: Session, home: int, name: str) -> list[str]:
    rows: list[ExpertRow] = list(roster.page(session, Wanted(frozenset({home}), name), 0, 9))
    return [row.name for row in rows]
