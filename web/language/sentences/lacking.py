"""How much a plan lacks, in words."""

from collections.abc import Sequence

from matcher.plan import Vacancy
from web.language.speech import listed, ngettext


def lacking_words(rows: Sequence[Vacancy]) -> str:
    """What the rows of a list stand for: `3 vacant seats in 2 roles; 1 language not spoken`."""
    seats, roles = sum(row.seats for row in rows), sum(row.role is not None for row in rows)
    in_roles = ngettext("%(num)s role", "%(num)s roles", roles)
    said = (
        [
            ngettext(
                "%(num)s vacant seat in %(roles)s",
                "%(num)s vacant seats in %(roles)s",
                seats,
                roles=in_roles,
            )
        ]
        if seats
        else []
    )
    if languages := len(rows) - roles:
        said.append(
            ngettext(
                "%(num)s language that nobody in the team speaks",
                "%(num)s languages that nobody in the team speaks",
                languages,
            )
        )
    return listed(said)
