"""What the worker does once a day."""

from datetime import UTC, datetime, timedelta

from db.engine import Ledger
from db.models import BookingRow
from tests.web.feeds.world import World, restaff, statements
from web.worker.nightly import Nightly

NIGHT = datetime(2027, 9, 1, 2, tzinfo=UTC)


def test_nightly_archives_what_was_cancelled_long_ago(ledger: Ledger, world: World) -> None:
    restaff(ledger, world.hold, None)

    Nightly().work(ledger, NIGHT)

    with ledger.read() as session:
        rows = session.query(BookingRow).order_by(BookingRow.mission_id, BookingRow.expert_id)
        assert [row.archived_at for row in rows] == [None, None, NIGHT]


def test_nightly_works_once_a_day(ledger: Ledger, world: World) -> None:
    nightly = Nightly()

    def asks(at: datetime) -> bool:
        with statements(ledger) as asked:
            nightly.work(ledger, at)
        return bool(asked)

    hours = [NIGHT, NIGHT + timedelta(hours=5), NIGHT + timedelta(days=1)]

    assert [asks(at) for at in hours] == [True, False, True]
