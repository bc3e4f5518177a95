"""A no in words, and beside what else is known of the same days."""

from datetime import UTC, datetime

import pytest

from db.models import RefusalRow
from matcher.plan import Breach
from matcher.problem import ExpertId, MissionId
from web.language.sentences.noes import no_of
from web.service.conflicts.refusals import unsaid


def test_absence_beyond_the_days_that_were_refused_is_a_conflict_of_its_own() -> None:
    where = {"mission": MissionId("m1"), "expert": ExpertId("e1")}
    refused = {"away": ["2027-03-01/am", "2027-03-02/pm"]}
    said = Breach("answer.not_then", **where, facts=refused)
    within, before, after = (
        Breach("availability.busy", **where, facts={"days": days})
        for days in (
            ["2027-03-01/am", "2027-03-02/pm"],
            ["2027-02-28/am", "2027-03-01/pm"],
            ["2027-03-02/am", "2027-03-03/pm"],
        )
    )

    assert unsaid([within, before, after], [said]) == [before, after]


@pytest.mark.parametrize(
    ("zone", "said"), [("America/Toronto", "4 January 2027"), ("Europe/Paris", "5 January 2027")]
)
def test_refusal_is_dated_by_the_clock_of_whoever_says_no(zone: str, said: str) -> None:
    row = RefusalRow(said_at=datetime(2027, 1, 5, 3, tzinfo=UTC))

    assert no_of(row, "Anne Bova", zone).sentence == (
        f"Anne Bova has declined this mission, on {said}."
    )
