"""A mail server, a ledger with messages in it, and the hands that send them."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from db.engine import Ledger
from db.models import MessageRow
from db.operations import outbox
from tests import make
from tests.db.outgoing import Story, begin, messages, publish_with
from tests.web.mail.post import Post, post_office
from web.service.settings import Settings
from web.worker.sending import Mails


@pytest.fixture
def post() -> Post:
    return Post()


@pytest.fixture
def port(post: Post) -> Iterator[int]:
    with post_office(post) as port:
        yield port


@pytest.fixture
def mails(settings: Settings, port: int) -> Mails:
    """A sender to that server, without encryption as only this machine allows."""
    return Mails(
        replace(
            settings,
            base_url="https://hemicycle.example",
            mail_host="127.0.0.1",
            mail_port=port,
            mail_security="none",
        )
    )


@pytest.fixture
def story(ledger: Ledger) -> Story:
    with ledger.write() as session:
        return begin(session)


@pytest.fixture
def ready(ledger: Ledger, story: Story) -> Callable[..., None]:
    """Publish, and release what that writes; `week` as in `publish_with`."""

    def publish_and_release(*team: int, week: int = 0) -> None:
        with ledger.write() as session:
            publish_with(session, story, *team, week=week)
            outbox.release(session, [row.id for row in messages(session)], make.BY, make.AT)

    return publish_and_release


@pytest.fixture
def rows(ledger: Ledger) -> Callable[[], list[MessageRow]]:
    def read() -> list[MessageRow]:
        with ledger.read() as session:
            return messages(session)

    return read
