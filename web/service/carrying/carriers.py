"""What is handed to Procrastinate: the id of a job, in the transaction that writes its row."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from procrastinate import App, PsycopgConnector, RetryStrategy, SyncPsycopgConnector
from sqlalchemy.engine import URL
from sqlalchemy.orm import Session

from db.operations.carried import finding_tables_of

QUEUE = "hemicycle"
TASK = "hemicycle.job"
SCHEMA = "procrastinate"
"""The schema of a database in which Procrastinate has its tables, apart from ours."""
PATH = f"-c search_path={SCHEMA}"
AGAIN_SECONDS = 1
"""Before an id is delivered again whose delivery failed."""


class Carrying:
    """Hands a job over on the connection of its session: both are written, or neither is."""

    def __init__(self) -> None:
        # Never opened: it speaks over the connections of others.
        self._app = App(connector=PsycopgConnector())

    def __call__(self, session: Session, job_id: int) -> None:
        """Hand over one job."""
        with speaking(session) as (_connector, wire):
            self._app.configure_task(TASK, queue=QUEUE, connection=wire).defer(job=job_id)


@contextmanager
def speaking(session: Session) -> Iterator[tuple[SyncPsycopgConnector, Any]]:
    """Procrastinate's connector, and the session's own connection, which finds its tables now."""
    with finding_tables_of(session, SCHEMA):
        # Never opened: it is given a connection each time. Any: psycopg's, as SQLAlchemy keeps it.
        yield SyncPsycopgConnector(), session.connection().connection.driver_connection


def carrying_app(url: URL, perform: Callable[[int], None]) -> App:
    """Procrastinate as a worker uses it; `perform` is called with the ids of jobs.

    Whatever `perform` raises, the id is delivered again.
    """
    wire = {"options": PATH}
    app = App(
        connector=PsycopgConnector(conninfo=address(url), kwargs=wire, min_size=1, max_size=3)
    )

    @app.task(name=TASK, queue=QUEUE, retry=RetryStrategy(wait=AGAIN_SECONDS))
    def carry(job: int) -> None:
        perform(job)

    return app


def address(url: URL) -> str:
    """A database's address as PostgreSQL's own library reads it."""
    return url.set(drivername="postgresql").render_as_string(hide_password=False)
