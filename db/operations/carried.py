"""What another program's tables in the same PostgreSQL are asked and told, beside ours."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

_UNCARRIED = """
    SELECT id
    FROM job
    WHERE state IN ('queued', 'running')
      AND NOT EXISTS (
        SELECT 1
        FROM {schema}.procrastinate_jobs AS carried
        WHERE carried.task_name = :task
          AND carried.status IN ('todo', 'doing')
          AND carried.args ->> 'job' = job.id::text
      )
    ORDER BY id
    """


@contextmanager
def finding_tables_of(session: Session, schema: str) -> Iterator[None]:
    """While it is entered, the session's connection finds the tables of a schema."""
    usual = session.scalar(select(func.current_setting("search_path")))
    session.execute(select(func.set_config("search_path", schema, True)))
    yield
    session.execute(select(func.set_config("search_path", usual, True)))


def uncarried(session: Session, schema: str, task: str) -> list[int]:
    """Jobs that have not ended and that Procrastinate, in its schema, knows nothing of."""
    return list(session.scalars(text(_UNCARRIED.format(schema=schema)), {"task": task}))
