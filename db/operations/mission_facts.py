"""A saved mission as the plain values that a form, a copy or the audit works with."""

import dataclasses
from typing import Any

from db.columns import columns_of, defaults_of
from db.facts import OF_ONE, MissionFacts, RoleFacts
from db.models import MissionRow
from db.operations.roles import role_facts

PLAIN = columns_of(MissionFacts, MissionRow)
"""Facts that are columns of the same name."""
OWN = defaults_of(MissionFacts, OF_ONE)
"""What a copy has where the other one has what is its own."""


def mission_facts(
    row: MissionRow, *, title: str | None = None, as_new: bool = False
) -> MissionFacts:
    """What a form about the mission would show; `as_new` forgets what is of this one alone."""
    roles = tuple(role_facts(role) for role in row.roles)
    plain = {name: getattr(row, name) for name in PLAIN}
    facts = MissionFacts(
        **plain | (OWN if as_new else {}),
        languages={spoken.language: spoken.cefr for spoken in row.languages},  # type: ignore[misc]
        roles=tuple(dataclasses.replace(r, id=None) for r in roles) if as_new else roles,
        banned=frozenset(ban.expert_id for ban in row.bans),
        further_partners=frozenset(further.partner_id for further in row.further_partners),
        after={order.earlier_id: order.lag for order in row.after},
    )
    return facts if title is None else dataclasses.replace(facts, title=title)


def described(facts: MissionFacts) -> dict[str, Any]:
    """The facts as the audit keeps them: names and plain values, the same each time."""
    lists = {
        "languages": dict(sorted(facts.languages.items())),
        "roles": [_role(role) for role in facts.roles],
        "banned": sorted(facts.banned),
        "further_partners": sorted(facts.further_partners),
        "after": {str(key): lag for key, lag in sorted(facts.after.items())},
    }
    return {name: getattr(facts, name) for name in PLAIN} | lists


def _role(role: RoleFacts) -> dict[str, Any]:
    plain = dataclasses.asdict(role)
    plain["domains"] = {str(key): level for key, level in sorted(role.domains.items())}
    plain["languages"] = dict(sorted(role.languages.items()))
    plain["institutions"] = sorted(role.institutions)
    del plain["id"]
    return plain
