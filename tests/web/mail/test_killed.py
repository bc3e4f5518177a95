"""A worker that is killed after the server took a mail: sent again, the same, on both databases."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from db.engine import Ledger
from db.models import MessageRow
from db.operations import outbox
from tests import make
from tests.clock import NOW, now
from tests.db.outgoing import begin, messages, publish_with
from tests.web.mail.post import Post, post_office
from tests.web.test_worker import until
from tests.worlds import migrated

ROOT = Path(__file__).resolve().parents[3]
SECONDS = 60.0


@pytest.fixture
def ledger(database_url: str) -> Iterator[Ledger]:
    """A migrated ledger with one message that is ready now."""
    migrated(database_url)
    opened = Ledger(database_url)
    with opened.write() as session:
        story = begin(session)
        weeks = (NOW.date() - make.MONDAY).days // 7 + 8
        publish_with(session, story, story.anne, week=weeks, at=NOW)
        outbox.release(session, [row.id for row in messages(session)], make.BY, NOW)
    yield opened
    opened.dispose()


def start_worker(ledger: Ledger, port: int) -> subprocess.Popen[bytes]:
    ours = {
        "HEMICYCLE_DATABASE_URL": ledger.engine.url.render_as_string(hide_password=False),
        "HEMICYCLE_SECRET_KEY": "k" * 64,
        "HEMICYCLE_MAIL_HOST": "127.0.0.1",
        "HEMICYCLE_MAIL_PORT": str(port),
        "HEMICYCLE_MAIL_SECURITY": "none",
    }
    command = [sys.executable, "-m", "web.cli", "worker"]
    return subprocess.Popen(command, cwd=ROOT, env=os.environ | ours)


def state(ledger: Ledger) -> str:
    with ledger.read() as session:
        return session.scalars(select(MessageRow.state)).one()


def test_mail_of_a_killed_worker_is_sent_again_as_it_was(ledger: Ledger) -> None:
    post, workers = Post(), list[subprocess.Popen[bytes]]()
    # The mail is taken; its worker never hears of it.
    post.before_reply = lambda: os.kill(workers[-1].pid, signal.SIGKILL)
    with post_office(post) as port:
        workers.append(start_worker(ledger, port))
        assert workers[0].wait(SECONDS) == -signal.SIGKILL
        left = state(ledger)
        post.before_reply = lambda: None
        with ledger.write() as session:  # Ten minutes later.
            past = now() - timedelta(seconds=1)
            session.execute(update(MessageRow).values(next_at=past))
        workers.append(start_worker(ledger, port))
        arrived = until(lambda: state(ledger) == "sent")
        workers[1].terminate()
        workers[1].wait(SECONDS)

    assert (left, arrived) == ("sending", True)
    assert len(post.taken) == 2
    assert post.taken[0] == post.taken[1]
