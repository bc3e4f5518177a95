"""Signing in and out: who gets in, how, and what keeps the others out."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from db.engine import Ledger
from db.models import AccountRow, WebSessionRow
from db.operations import logins
from tests.web.conftest import NOW, PASSWORD, Browser
from web.http.auth.login import FAILURES_OF_LOGIN


def test_login_lets_in_and_shows_the_name(browser: Browser, account: Callable[..., str]) -> None:
    browser.sign_in(account("reader"))

    assert "Camille reader" in browser.get("/").text


def test_login_is_read_without_capitals_and_space(
    browser: Browser, account: Callable[..., str]
) -> None:
    account("reader")

    answer = browser.send("/login", {"login": " Reader ", "password": PASSWORD})

    assert answer.status_code == 303


@pytest.mark.parametrize(
    ("login", "password"), [("reader", "not-the-password"), ("nobody", PASSWORD)]
)
def test_login_says_the_same_of_a_wrong_password_and_of_nobody(
    browser: Browser, account: Callable[..., str], login: str, password: str
) -> None:
    account("reader")

    answer = browser.send("/login?lang=en", {"login": login, "password": password})

    assert answer.status_code == 422
    assert "The login or the password is not correct." in answer.text
    assert f'value="{login}"' in answer.text
    assert password not in answer.text


def test_login_of_a_disabled_account_is_refused(
    browser: Browser, account: Callable[..., str], ledger: Ledger
) -> None:
    login = account("reader")
    with ledger.write() as session:
        session.scalars(select(AccountRow)).one().disabled_at = NOW

    assert browser.send("/login", {"login": login, "password": PASSWORD}).status_code == 422


def test_disabling_an_account_ends_its_session(coordinator: Browser, ledger: Ledger) -> None:
    with ledger.write() as session:
        session.scalars(select(AccountRow)).one().disabled_at = NOW

    assert "Sign out" not in coordinator.get("/").text


def test_ending_sessions_signs_out_whoever_has_the_cookie(
    coordinator: Browser, ledger: Ledger
) -> None:
    with ledger.write() as session:
        logins.end_sessions_of(session, session.scalars(select(AccountRow.id)).one(), NOW)

    assert "Sign out" not in coordinator.get("/").text


def test_logout_makes_the_old_cookie_useless(coordinator: Browser) -> None:
    cookie = coordinator.get_cookie("hemicycle")
    assert cookie is not None

    answer = coordinator.send("/logout", page="/")
    coordinator.set_cookie("hemicycle", cookie.value)

    assert answer.status_code == 303
    assert "Sign out" not in coordinator.get("/").text


def test_login_makes_a_new_session_each_time(
    app: Flask, account: Callable[..., str], ledger: Ledger
) -> None:
    login = account("reader")

    for _ in range(2):
        app.test_client().sign_in(login)  # type: ignore[attr-defined]  # our own client

    with ledger.read() as session:
        assert len(set(session.scalars(select(WebSessionRow.sha256)))) == 2


def test_too_many_failures_close_the_door_even_to_the_right_password(
    browser: Browser, account: Callable[..., str]
) -> None:
    login = account("reader")

    for _ in range(FAILURES_OF_LOGIN):
        browser.send("/login", {"login": login, "password": "wrong"})
    answer = browser.send("/login?lang=en", {"login": login, "password": PASSWORD})

    assert answer.status_code == 429
    assert "Too many attempts" in answer.text


def test_login_over_plain_http_from_afar_is_refused_with_the_reason(
    app: Flask, account: Callable[..., str]
) -> None:
    login = account("reader")
    browser = app.test_client()
    page = browser.get("/login?lang=en", base_url="http://unit.example")
    token = page.text.split('name="csrf_token" value="')[1].split('"')[0]

    answer = browser.post(
        "/login",
        base_url="http://unit.example",
        data={"login": login, "password": PASSWORD, "csrf_token": token},
    )

    assert "Signing in needs https" in page.text
    assert answer.status_code == 403
    assert "Signing in needs https" in answer.text


def test_cookie_over_https_is_bound_to_the_host(app: Flask) -> None:
    answer = app.test_client().get("/login", base_url="https://unit.example")

    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-hemicycle=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))


def test_cookie_on_this_machine_is_readable_by_no_script(app: Flask) -> None:
    cookie = app.test_client().get("/login").headers["Set-Cookie"]

    assert cookie.startswith("hemicycle=")
    assert {"HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))


@pytest.mark.parametrize("next_page", ["/help", "/help?lang=fr"])
def test_login_goes_on_to_the_page_that_was_wanted(
    browser: Browser, account: Callable[..., str], next_page: str
) -> None:
    form = {"login": account("reader"), "password": PASSWORD, "next": next_page}

    assert browser.send("/login", form).location == next_page


@pytest.mark.parametrize(
    "next_page",
    ["https://evil.example", "//evil.example", "/\\evil.example", "evil", "/\n/evil.example", ""],
)
def test_login_never_leads_elsewhere(
    browser: Browser, account: Callable[..., str], next_page: str
) -> None:
    form = {"login": account("reader"), "password": PASSWORD, "next": next_page}

    assert browser.send("/login", form).location == "/"


def test_form_without_token_is_refused_and_says_what_to_do(
    browser: Browser, account: Callable[..., str]
) -> None:
    form = {"login": account("reader"), "password": PASSWORD}

    answer = browser.post("/login?lang=en", data=form)

    assert answer.status_code == 400
    assert "reload the page" in answer.text


def test_token_of_somebody_else_is_refused(app: Flask, account: Callable[..., str]) -> None:
    login, stranger = account("reader"), app.test_client()
    form = {"login": login, "password": PASSWORD, "csrf_token": stranger.token()}  # type: ignore[attr-defined]  # our own client

    assert app.test_client().post("/login", data=form).status_code == 400
