"""An app on a fresh database, and people who sign in."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient

from db.engine import Ledger
from db.models import AccountRoleRow, AccountRow, InstitutionRow
from tests import make
from tests.web.apps import opened
from tests.web.by_hand import Ground, ground_of
from tests.worlds import TEMPLATES, tables
from web.app import create_app
from web.http.ledger import close
from web.service.settings import Settings

PASSWORD = "correct-horse-battery"
NOW = datetime(2027, 1, 4, 12, tzinfo=UTC)


class Browser(FlaskClient):
    """A test client that fills in the form's token, as a browser does."""

    def send(self, path: str, form: Mapping[str, object] | None = None, page: str = "/login"):  # type: ignore[no-untyped-def]  # Flask's own answer
        """POST a form as the page at `page` would."""
        return self.post(path, data={"csrf_token": self.token(page), **(form or {})})

    def token(self, page: str = "/login") -> str:
        """The token in the forms of a page."""
        found = re.search(r'name="csrf_token" value="([^"]+)"', self.get(page).text)
        assert found, f"{page} has no form"
        return found[1]

    def sign_in(self, login: str, password: str = PASSWORD) -> "Browser":
        """Sign in, in English, and say so if that fails."""
        answer = self.send("/login?lang=en", {"login": login, "password": password})
        assert answer.status_code == 303, answer.text
        return self


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of a database of this test's own."""
    return Settings(database_url=f"sqlite:///{tmp_path / 'ledger.db'}", secret_key="k" * 64)


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """The app, on a fresh database."""
    yield from _in_use(opened(settings))


@pytest.fixture
def own_app(settings: Settings) -> Iterator[Flask]:
    """An app on a fresh database that is this test's own, to add views to."""
    yield from _in_use(create_app(settings))


def _in_use(app: Flask) -> Iterator[Flask]:
    tables(app.extensions["ledger"])
    app.jinja_env.bytecode_cache = TEMPLATES
    app.testing = True
    app.test_client_class = Browser
    yield app
    close(app)


@pytest.fixture
def ledger(app: Flask) -> Ledger:
    """The app's ledger, to put rows in and look at them."""
    found: Ledger = app.extensions["ledger"]
    return found


@pytest.fixture
def browser(app: Flask) -> Browser:
    """Somebody who has not signed in."""
    return app.test_client()  # type: ignore[return-value]  # the class set above


@pytest.fixture
def institution(ledger: Ledger) -> int:
    """The id of an institution in Québec."""
    with ledger.write() as session:
        row = InstitutionRow(
            code="anq",
            name_en="National Assembly of Québec",
            name_fr="Assemblée nationale du Québec",
            country="CA",
            timezone="America/Toronto",
        )
        session.add(row)
        session.flush()
        return row.id


@pytest.fixture
def account(ledger: Ledger, institution: int) -> Callable[..., str]:
    """Make an account with a role; answers its login."""

    def make(
        role: str = "coordinator",
        where: int | None = None,
        login: str | None = None,
        language: str | None = None,
        expert: int | None = None,
    ) -> str:
        name = login or role
        grant = AccountRoleRow(role=role, institution_id=where or institution, expert_id=expert)
        row = AccountRow(
            login=name,
            name=f"Camille {role}",
            language=language,
            password_hash=password_hash(),
            created_at=NOW,
            roles=[grant],
        )
        with ledger.write() as session:
            session.add(row)
        return name

    return make


@pytest.fixture
def coordinator(browser: Browser, account: Callable[..., str]) -> Browser:
    """A coordinator who has signed in."""
    return browser.sign_in(account("coordinator"))


@pytest.fixture
def expert(ledger: Ledger, institution: int) -> int:
    """Hélène, of the institution: whose calendars are read."""
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        return make.expert(session, home, "Hélène Côté").id


@lru_cache(maxsize=1)
def password_hash() -> str:
    """The hash of everybody's password, with the least work: real ones are slow on purpose."""
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)


@pytest.fixture
def ground(ledger: Ledger, institution: int) -> Ground:
    """Anne is booked for the one mission, Bob for none."""
    return ground_of(ledger, institution)
