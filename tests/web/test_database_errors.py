"""While the database cannot be used pages say so, and all is well by itself once it can."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from flask import Flask
from sqlalchemy import event, text
from sqlalchemy.engine import make_url

from db.engine import Ledger
from db.versions import newest
from tests.web.conftest import Browser
from web.app import create_app
from web.http.html_forms import Forms
from web.http.ledger import close
from web.service.settings import Settings

SENTENCES = {
    "locked": "busy with somebody else’s work",
    "full": "is full",
    "read_only": "is read-only",
    "gone": "cannot be reached",
}


@pytest.fixture
def file(settings: Settings) -> Path:
    return Path(str(make_url(settings.database_url).database))


def page(browser: Browser) -> tuple[int, str, str]:
    """What a page that reads says: its status, when to come back, and its text."""
    answer = browser.get("/experts?lang=en")
    return answer.status_code, answer.headers.get("Retry-After", ""), answer.text


def reason(browser: Browser) -> str:
    """What keeps the site from being ready."""
    said = browser.get("/readyz").json
    assert said is not None
    return str(said.get("reason", ""))


def expect(browser: Browser, trouble: str) -> None:
    status, seconds, text = page(browser)
    assert (status, seconds.isdigit()) == (503, True)
    assert SENTENCES[trouble] in text
    ready = browser.get("/readyz")
    assert (ready.status_code, reason(browser)) == (503, trouble)
    assert ready.headers["Retry-After"].isdigit()
    assert browser.get("/healthz").status_code == 200


def test_missing_database_is_said_everywhere_and_no_file_is_made(
    app: Flask, coordinator: Browser, file: Path
) -> None:
    app.testing = False
    away = file.rename(file.with_suffix(".away"))

    expect(coordinator, "gone")
    assert coordinator.get("/feeds/none.ics").status_code == 503
    assert coordinator.get("/answer/none").status_code == 503
    assert not file.exists()

    away.rename(file)
    assert page(coordinator)[0] == coordinator.get("/readyz").status_code == 200
    assert coordinator.get("/feeds/none.ics").status_code == 404


@pytest.mark.parametrize(
    ("revision", "trouble", "said"),
    [
        ("9999", "newer", "The database belongs to a newer version of Hemicycle"),
        ("0015", "older", "The database belongs to an older version of Hemicycle"),
        ("f3a9c1d2", "gone", "The database cannot be reached"),
    ],
)
def test_database_of_another_version_is_not_ready_until_it_is_this_ones(
    browser: Browser, ledger: Ledger, revision: str, trouble: str, said: str
) -> None:
    assert browser.get("/readyz").status_code == 200
    with ledger.write() as session:
        session.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32))"))
        session.execute(text("INSERT INTO alembic_version VALUES (:at)"), {"at": revision})

    ready = browser.get("/readyz")
    french = browser.get("/readyz", headers={"Accept-Language": "fr"})

    assert (ready.status_code, reason(browser)) == (503, trouble)
    assert ready.headers["Retry-After"].isdigit()
    assert str((ready.json or {})["message"]).startswith(said)
    assert str((french.json or {})["message"]).startswith("La base")
    with ledger.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = :at"), {"at": newest()})
    assert browser.get("/readyz").status_code == 200


def test_site_that_starts_without_its_database_comes_to_life_with_it(
    app: Flask, file: Path, settings: Settings
) -> None:
    away = file.rename(file.with_suffix(".away"))
    early = create_app(settings)
    early.test_client_class = Browser
    browser = early.test_client()
    assert isinstance(browser, Browser)

    assert browser.get("/readyz").status_code == 503
    assert not file.exists()
    away.rename(file)
    assert browser.get("/readyz").status_code == 200
    close(early)


def test_locked_database_is_said_to_who_saves_and_read_on(
    app: Flask, coordinator: Browser, ledger: Ledger, file: Path, institution: int
) -> None:
    app.testing = False
    ledger.engine.dispose()
    event.listen(ledger.engine, "connect", impatient)
    link = f"/feed-links/institution/{institution}"
    form = {"csrf_token": coordinator.token(link), "label": "wall"}
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        refused = coordinator.post(f"{link}?lang=en", data=form)
        read = coordinator.get("/experts")
        other.execute("ROLLBACK")

    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "5")
    assert SENTENCES["locked"] in refused.text
    assert read.status_code == 200
    assert coordinator.post(link, data=form).status_code == 201


def test_requests_wait_a_moment_for_another_writer_and_commands_longer(
    ledger: Ledger, file: Path
) -> None:
    commands = Ledger(ledger.engine.url)
    waits = []
    for each in (ledger, commands):
        with each.write() as session:
            waits.append(session.scalar(text("PRAGMA busy_timeout")))
    commands.dispose()

    assert waits == [3000, 10_000]


def test_readiness_leaves_a_connection_as_patient_as_it_was(
    browser: Browser, ledger: Ledger
) -> None:
    assert browser.get("/readyz").status_code == 200

    with ledger.write() as session:
        assert session.scalar(text("PRAGMA busy_timeout")) == 3000


def test_form_that_met_a_locked_database_stands_on_the_page_to_be_sent_again(
    app: Flask, coordinator: Browser, ledger: Ledger, file: Path, institution: int
) -> None:
    link = f"/feed-links/institution/{institution}"
    token = coordinator.token(link)
    typed = [("label", "a <b> “c”\r\nd"), ("label", "second")]

    page = refused(app, coordinator, ledger, file, link, [*typed, ("csrf_token", token)])

    reader = Forms(page)
    reader.feed(page)
    (form,) = [each for each in reader.forms if any(c.name == "label" for c in each.controls)]
    held = [(control.name, control.value) for control in form.controls]
    assert [field for field in held if field[0] not in ("csrf_token", "from_page")] == typed
    again = {name: value for name, value in held if name == "csrf_token"}
    assert coordinator.post(link, data={**again, "label": "wall"}).status_code == 201


@pytest.mark.parametrize(
    "field",
    [
        ("csrf_token", "of somebody else"),
        ("password", "a long secret of mine"),
        ("address", "https://example:secret@example.org/a.ics"),
    ],
)
def test_form_from_elsewhere_or_with_a_secret_does_not_stand_on_the_page(
    app: Flask,
    coordinator: Browser,
    ledger: Ledger,
    file: Path,
    institution: int,
    field: tuple[str, str],
) -> None:
    link = f"/feed-links/institution/{institution}"
    fields = {"csrf_token": coordinator.token(link), "label": "typed label"} | dict([field])
    app.config["WTF_CSRF_ENABLED"] = field[0] != "csrf_token"

    page = refused(app, coordinator, ledger, file, link, list(fields.items()))

    assert "typed label" not in page
    assert "secret" not in page
    assert "Go back and try again" in page


def refused(
    app: Flask,
    browser: Browser,
    ledger: Ledger,
    file: Path,
    path: str,
    fields: list[tuple[str, str]],
) -> str:
    """What is answered to a form while the database is locked."""
    app.testing = False
    ledger.engine.dispose()
    event.listen(ledger.engine, "connect", impatient)
    data: dict[str, list[str]] = {}
    for name, value in fields:
        data.setdefault(name, []).append(value)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        answer = browser.post(f"{path}?lang=en", data=data)
        other.execute("ROLLBACK")
    assert answer.status_code == 503
    return str(answer.text)


def impatient(connection: sqlite3.Connection, _record: object) -> None:
    """The test does not wait ten seconds for the other writer."""
    connection.execute("PRAGMA busy_timeout=0")


def test_full_database_is_said_to_who_saves(
    app: Flask, coordinator: Browser, ledger: Ledger, institution: int
) -> None:
    app.testing = False
    link = f"/feed-links/institution/{institution}"
    form = {"csrf_token": coordinator.token(link)}
    with ledger.write() as session:
        driver = session.connection().connection.driver_connection
        assert driver is not None
        driver.execute("PRAGMA max_page_count = 1")

    answers = [
        coordinator.post(f"{link}?lang=en", data={**form, "label": f"{number} " + "x" * 70})
        for number in range(45)
    ]

    said = next(answer for answer in answers if answer.status_code != 201)
    assert said.status_code == 503
    assert SENTENCES["full"] in said.text
    assert coordinator.get(link).status_code == 200


def test_read_only_database_is_said_to_who_saves_and_read_on(
    app: Flask, coordinator: Browser, ledger: Ledger, institution: int
) -> None:
    app.testing = False
    link = f"/feed-links/institution/{institution}"
    form = {"csrf_token": coordinator.token(link), "label": "wall"}
    ledger.engine.dispose()
    event.listen(ledger.engine, "do_connect", only_to_read)

    refused = coordinator.post(f"{link}?lang=en", data=form)
    ready = coordinator.get("/readyz")
    read = coordinator.get(link)

    assert (refused.status_code, ready.status_code, read.status_code) == (503, 503, 200)
    assert SENTENCES["read_only"] in refused.text
    assert ready.json is not None
    assert ready.json["reason"] == "read_only"
    event.remove(ledger.engine, "do_connect", only_to_read)
    ledger.engine.dispose()
    assert coordinator.post(link, data=form).status_code == 201


def only_to_read(_dialect: object, _entry: object, args: list[str], _known: object) -> None:
    args[0] = args[0].replace("mode=rw", "mode=ro")


@pytest.fixture
def on_postgres(postgres_tables_url: str) -> Iterator[Flask]:
    app = create_app(Settings(database_url=postgres_tables_url, secret_key="k" * 64))
    app.test_client_class = Browser
    yield app
    close(app)


def test_postgresql_that_is_read_only_or_gone_is_said(
    on_postgres: Flask, postgres_tables_url: str, account: Callable[..., str]
) -> None:
    browser = on_postgres.test_client()
    assert isinstance(browser, Browser)
    assert browser.get("/readyz").json == {"status": "ready"}
    name = make_url(postgres_tables_url).database
    server = make_url(postgres_tables_url).set(database="postgres")
    with psycopg.connect(server.render_as_string(False), autocommit=True) as other:
        ends = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
        other.execute(f'ALTER DATABASE "{name}" SET default_transaction_read_only = on')
        other.execute(ends, (name,))
        assert reason(browser) == "read_only"
        other.execute(f'ALTER DATABASE "{name}" RESET default_transaction_read_only')
        other.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        other.execute(ends, (name,))
        assert reason(browser) == "gone"
        refused = browser.get("/feeds/none.ics")
        assert (refused.status_code, refused.headers["Retry-After"]) == (503, "20")
        other.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')

    assert browser.get("/readyz").json == {"status": "ready"}
    assert browser.get("/feeds/none.ics").status_code == 404
