"""Everything that the published plan lacks, seat by seat."""

from sqlalchemy.orm import Session

from db.queries import plans
from web.http.numbers import lacking
from web.language.labels import tongue
from web.service.local import local_today
from web.service.missions.view import role_names
from web.service.plans.entries import place
from web.service.reader import scope


def vacancies_page(ledger: Session) -> dict[str, object]:
    """A row for each vacant seat, and one for each language that nobody speaks."""
    day = local_today(ledger, scope())
    found = lacking(ledger, day)
    return {
        "seats": [
            (mission, seat, index) for mission, seat in found for index in range(1, seat.seats + 1)
        ],
        "unspoken": [pair for pair in found if not pair[1].seats],
        "is_published": plans.live_id(ledger) is not None,
        "day": day,
        "place": place,
        "tongue": tongue,
        "roles": role_names(ledger, {mission.id for mission, _ in found}),
    }
