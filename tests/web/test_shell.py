"""What every answer has: the headers, a language, a page for each error."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from flask import Flask, abort

from tests.web.conftest import Browser
from web import create_app
from web.http.policy import guard, public
from web.language import dates
from web.service.settings import VARIABLES, Settings, SettingsUnusable, from_environment

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; "
        "connect-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
STATUSES = (400, 403, 404, 405, 409, 413, 422, 429, 500)


@pytest.fixture
def app(own_app: Flask) -> Flask:
    """An app that no other test has: views are added here."""
    return own_app


@pytest.fixture
def breaking(app: Flask) -> Flask:
    """The app with a page for each error, and one that breaks."""
    app.testing = False
    app.add_url_rule("/error/<int:status>", "error", public(lambda status: abort(status)))
    app.add_url_rule("/broken", "broken", public(lambda: 1 // 0))
    guard(app)
    return app


@pytest.mark.parametrize("address", ["/", "/login", "/nowhere", "/static/css/tokens.css"])
def test_headers_are_on_every_answer(browser: Browser, address: str) -> None:
    with browser.get(address) as answer:
        headers = answer.headers

    assert {name: headers.get(name) for name in HEADERS} == HEADERS


def test_headers_are_on_the_page_of_a_broken_view(breaking: Flask, browser: Browser) -> None:
    answer = browser.get("/broken?lang=en")

    assert answer.status_code == 500
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert "Something broke on our side" in answer.text
    assert "ZeroDivisionError" not in answer.text


def test_broken_database_still_gets_a_page(breaking: Flask, coordinator: Browser) -> None:
    breaking.extensions["ledger"].dispose()
    file = Path(breaking.extensions["ledger"].engine.url.database)
    for part in file.parent.glob(f"{file.name}*"):
        part.unlink()
    file.write_bytes(b"no database" * 1000)

    answer = coordinator.get("/?lang=en")

    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    assert "<h1>" in answer.text


@pytest.mark.parametrize("status", STATUSES)
def test_error_pages_speak_both_languages(breaking: Flask, browser: Browser, status: int) -> None:
    titles = set()
    for language in ("en", "fr"):
        answer = browser.get(f"/error/{status}?lang={language}")
        assert answer.status_code == status
        assert f'<html lang="{language}"' in answer.text
        titles.update(re.findall(r"<h1>(.*?)</h1>", answer.text))

    assert len(titles) == 2


@pytest.mark.parametrize(
    ("asked", "spoken"),
    [("fr-CA,fr;q=0.9", "fr"), ("en-GB", "en"), ("de", "en"), ("", "en"), ("de,fr;q=0.2", "fr")],
)
def test_language_is_the_one_that_the_browser_asks_for(
    browser: Browser, asked: str, spoken: str
) -> None:
    page = browser.get("/", headers={"Accept-Language": asked}).text

    assert f'<html lang="{spoken}"' in page


def test_language_once_chosen_stays(browser: Browser) -> None:
    browser.get("/?lang=fr", headers={"Accept-Language": "en"})

    assert '<html lang="fr"' in browser.get("/help", headers={"Accept-Language": "en"}).text


def test_language_of_the_account_is_spoken_where_none_was_chosen(
    app: Flask, account: Callable[..., str]
) -> None:
    browser = app.test_client()
    form = {"login": account("reader", language="fr"), "password": "correct-horse-battery"}
    browser.send("/login", form)  # type: ignore[attr-defined]  # our own client

    assert '<html lang="fr"' in browser.get("/", headers={"Accept-Language": "en"}).text


def test_language_switch_keeps_the_rest_of_the_address(browser: Browser) -> None:
    page = browser.get("/login?next=/help&lang=en").text

    assert 'href="?next=%2Fhelp&amp;lang=fr"' in page


def test_templates_have_nothing_inline() -> None:
    pages = sorted((Path(create_app.__code__.co_filename).parent / "templates").rglob("*.html"))
    inline = re.compile(r"\sstyle=|<style|\son[a-z]+=|<script(?![^>]*\ssrc=)")

    assert pages
    found = [page.name for page in pages if inline.search(page.read_text("utf-8"))]

    assert found == []


@pytest.mark.parametrize(
    ("language", "first", "last", "words"),
    [
        ("en", date(2027, 1, 12), date(2027, 1, 16), "12–16 January 2027"),
        ("en", date(2027, 1, 30), date(2027, 2, 2), "30 January – 2 February 2027"),
        ("en", date(2027, 12, 30), date(2028, 1, 2), "30 December 2027 – 2 January 2028"),
        ("en", date(2027, 1, 1), date(2027, 1, 1), "1 January 2027"),
        ("fr", date(2027, 1, 1), date(2027, 1, 3), "1er–3 janvier 2027"),
        ("fr", date(2027, 12, 30), date(2028, 1, 1), "30 décembre 2027 – 1er janvier 2028"),
        ("fr", date(2027, 8, 12), date(2027, 8, 12), "12 août 2027"),
    ],
)
def test_days_are_read_as_people_write_them(
    app: Flask, language: str, first: date, last: date, words: str
) -> None:
    with app.test_request_context(f"/?lang={language}"):
        assert dates.days(first, last) == words


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "12–16 January 2027, leaving on the 11th, back on the 17th"),
        ("fr", "12–16 janvier 2027, départ le 11, retour le 17"),
    ],
)
def test_trip_says_when_one_leaves_and_is_back(app: Flask, language: str, words: str) -> None:
    with app.test_request_context(f"/?lang={language}"):
        stay = date(2027, 1, 12), date(2027, 1, 16)
        assert dates.trip(*stay, date(2027, 1, 11), date(2027, 1, 17)) == words


def test_trip_across_a_month_names_the_month(app: Flask) -> None:
    with app.test_request_context("/?lang=en"):
        found = dates.trip(*[date(2027, 2, 1)] * 2, date(2027, 1, 31), date(2027, 2, 1))

    assert found == "1 February 2027, leaving on 31 January"


def test_site_is_alive_and_ready_once_there_are_tables(browser: Browser) -> None:
    assert browser.get("/healthz").json == {"status": "ok"}
    assert browser.get("/readyz").json == {"status": "ready"}


def test_settings_are_read_from_the_environment() -> None:
    found = from_environment(
        {"HEMICYCLE_PROXIES": "1", "HEMICYCLE_BASE_URL": "https://unit.example/", "OTHER": "x"}
    )

    assert found == Settings(proxies=1, base_url="https://unit.example")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HEMICYCLE_PROXIES", "one"),
        ("HEMICYCLE_PROXIES", "-1"),
        ("HEMICYCLE_BASE_URL", "unit.example"),
        ("HEMICYCLE_LANGUAGE", "de"),
        ("HEMICYCLE_PATH_PREFIX", "unit"),
        ("HEMICYCLE_SESSION_HOURS", "0"),
        ("HEMICYCLE_SESSION_HOURS", "99999999999"),
        ("HEMICYCLE_SECRET_KEY", "\udcff\udcfe" + 40 * "0"),
    ],
)
def test_setting_that_cannot_be_used_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsUnusable, match=name):
        from_environment({name: value})


def test_settings_are_all_described() -> None:
    assert all(variable.meaning.endswith(".") for variable in VARIABLES)


def test_secret_key_is_made_once_beside_the_database(tmp_path: Path) -> None:
    settings = Settings(database_url=f"sqlite:///{tmp_path / 'unit.db'}")

    keys = {create_app(settings).config["SECRET_KEY"] for _ in range(2)}

    kept = tmp_path / "unit.key"
    assert keys == {kept.read_text()}
    assert kept.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [kept]


def test_secret_key_must_be_given_where_the_database_is_no_file() -> None:
    with pytest.raises(SettingsUnusable, match="HEMICYCLE_SECRET_KEY"):
        create_app(Settings(database_url="postgresql://unit@localhost/unit"))


def test_path_prefix_is_in_every_address(settings: Settings, app: Flask) -> None:
    prefixed = create_app(
        Settings(settings.database_url, secret_key="k" * 64, path_prefix="/hemicycle")
    )

    page = prefixed.test_client().get("/hemicycle/login").text

    assert 'action="/hemicycle/login"' in page
    assert 'href="/hemicycle/static/css/tokens.css"' in page


def test_proxy_is_believed_only_when_trusted(settings: Settings, app: Flask) -> None:
    trusting = create_app(Settings(settings.database_url, secret_key="k" * 64, proxies=1))
    forwarded = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "unit.example"}

    cookies = [
        each.test_client().get("/login", headers=forwarded).headers["Set-Cookie"]
        for each in (trusting, app)
    ]

    assert [cookie.startswith("__Host-") for cookie in cookies] == [True, False]


@pytest.mark.parametrize("address", ["/missions", "/experts", "/plan", "/solve"])
def test_address_means_the_same_with_a_slash_at_its_end(browser: Browser, address: str) -> None:
    plain, slashed = browser.get(address), browser.get(f"{address}/")

    assert (plain.status_code, slashed.status_code) == (303, 303)
