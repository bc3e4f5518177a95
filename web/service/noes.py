"""What people have said no to, in sentences, read from the ledger."""

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy.orm import Session

from db.ids import expert_id, mission_id
from db.queries.refusals import standing_with_people
from web.language.sentences.noes import No, no_of
from web.service.belonging import called


def noes(session: Session) -> Mapping[tuple[str, str], tuple[No, ...]]:
    """All that stand, by mission and person as the matcher names them, in one query."""
    found: dict[tuple[str, str], tuple[No, ...]] = defaultdict(tuple)
    all_of = standing_with_people(session)
    names = called(expert for _row, expert, _zone, _taken in all_of)
    for row, expert, zone, taken in all_of:
        key = mission_id(row.mission_id), expert_id(row.expert_id)
        found[key] = (*found[key], no_of(row, names[expert.id], zone, taken))
    return dict(found)
