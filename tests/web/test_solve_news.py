"""News of a search: a curve of few points, and events that end with the search."""

from collections.abc import Iterator

import pytest

from db.engine import Ledger
from db.operations import attempts, jobs
from db.operations.attempts import Ticket
from matcher.plan import Progress
from tests import make
from tests.web.conftest import Browser
from web.http.watching import events
from web.service.solving.curve import picture
from web.worker.jobs.curve import MOST, Curve


def news(seconds: float, value: int = 5, bound: int = 0, tier: int = 0) -> Progress:
    return Progress(tier, value, bound, 2, seconds)


def test_curve_keeps_every_change_and_where_it_ended() -> None:
    curve = Curve()

    for at in (0.5, 1.0, 1.5, 2.0):
        curve.add(news(at))
    curve.add(news(3.0, bound=5))

    assert curve.points == [[0.5, 0, 5, 0, 2], [2.0, 0, 5, 0, 2], [3.0, 0, 5, 5, 2]]


def test_curve_stays_small_and_keeps_its_ends() -> None:
    curve = Curve()

    for at in range(1000):
        curve.add(news(float(at), value=2000 - at))

    assert len(curve.points) <= MOST
    assert (curve.points[0][0], curve.points[-1][0]) == (0.0, 999.0)
    assert curve.points == sorted(curve.points)


def test_picture_falls_to_the_ground_where_all_is_proven() -> None:
    points = [[0.0, 0, 4, 0, 2], [1.0, 0, 4, 2, 2], [2.0, 1, 3, 3, 0]]

    drawn = picture({"curve": points})

    assert drawn is not None
    assert drawn.gap == "8.0,8.0 320.0,8.0 320.0,60.0 632.0,60.0 632.0,112.0"
    assert drawn.vacancies == "8.0,8.0 320.0,8.0 320.0,8.0 632.0,8.0 632.0,112.0"
    assert drawn.levels == ((8.0, 1), (632.0, 2))
    assert drawn.points[0] == (points[0][0], points[0][1] + 1, *points[0][2:])
    assert len(drawn.points) == len(points)


def test_picture_needs_two_points() -> None:
    assert picture(None) is None
    assert picture({"curve": [[0.0, 0, 4, 0, 2]]}) is None


@pytest.fixture
def job(ledger: Ledger, institution: int) -> int:
    """A search that runs."""
    with ledger.write() as session:
        found = jobs.ask(session, "solve", {"time_limit": 30}, make.BY, make.AT).id
        attempts.claim(session, make.AT)
    return found


def test_events_tell_of_each_change_and_end_with_the_search(
    coordinator: Browser, ledger: Ledger, job: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticket = Ticket(job, 1)

    def sleep(_seconds: float) -> None:
        """While the stream rests the search goes on: first news, then its end."""
        with ledger.write() as session:
            if not told:
                curve = Curve().add(news(1.0))
                best = {"tier": 0, "value": 5, "bound": 0, "gap": 1.0, "vacancies": 2}
                said = {**best, "seconds": 1.0, "curve": list(curve)}
                attempts.report(session, ticket, said, None, make.AT)
            else:
                attempts.drop(session, ticket, make.AT)
        told.append(True)

    told: list[bool] = []
    monkeypatch.setattr(events.time, "sleep", sleep)

    answer = coordinator.get(f"/solve/{job}/events")

    assert answer.mimetype == "text/event-stream"
    assert answer.text.count("event: progress\n") == 3
    assert "vacant seats and unspoken languages in the best plan so far" in answer.text
    assert "The search was cancelled" in answer.text
    lines = [line for line in answer.text.splitlines() if line]
    assert all(line.startswith(("event: ", "data: ")) for line in lines)


def test_stream_that_is_one_too_many_is_refused(coordinator: Browser, job: int) -> None:
    held = _all_streams()
    try:
        assert coordinator.get(f"/solve/{job}/events").status_code == 503
    finally:
        for _ in held:
            events.STREAMS.release()


def _all_streams() -> list[bool]:
    def taken() -> Iterator[bool]:
        while events.STREAMS.acquire(blocking=False):
            yield True

    return list(taken())


def test_streams_are_given_back(coordinator: Browser, ledger: Ledger, job: int) -> None:
    with ledger.write() as session:
        attempts.drop(session, Ticket(job, 1), make.AT)

    for _ in range(5):
        assert coordinator.get(f"/solve/{job}/events").status_code == 200


def test_streams_that_nobody_reads_are_given_back(coordinator: Browser, job: int) -> None:
    """HEAD has no body, and somebody may leave before the first event: neither keeps a place."""
    for _ in range(5):
        assert coordinator.head(f"/solve/{job}/events").status_code == 200
    for _ in range(5):
        with coordinator.get(f"/solve/{job}/events", buffered=False) as unread:
            assert unread.status_code == 200

    held = _all_streams()
    for _ in held:
        events.STREAMS.release()
    assert len(held) == 2
