"""Addresses as nobody should write them: refused kindly, wherever they come in."""

from contextlib import suppress

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.test import create_environ, run_wsgi_app

from tests.web.conftest import PASSWORD, Browser
from web.app import create_app
from web.http.addresses import is_loopback, is_page_of_ours, taken_apart
from web.http.ledger import close
from web.service.mailbox.address import NoMailbox, place
from web.service.settings import Settings, SettingsUnusable

ODD = (
    "//[",
    "///[",
    "http://[",
    "https://[::1",
    "https://[v1.x]/",
    "http://example:port/",
    "http://example:99999999/",
    "http://example:pa[ss@example/",
    "webcal://[/",
    "//[::1]@",
    "http://\u2100/",
    "/\\evil.example",
    "//evil.example",
    "javascript:alert(1)",
    "localhost:port",
    "[::1]:x",
    "a]b[",
    "..",
    "a" * 70_000,
    "\x00",
    "/x\r\nSet-Cookie: a=b",
    "\ud800",
    "\u202e",
    "http,https",
    " ",
)
HEADERS = (
    "HTTP_HOST",
    "HTTP_ORIGIN",
    "HTTP_REFERER",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_PREFIX",
    "QUERY_STRING",
)
PARTS = st.text(st.sampled_from("/\\[]:@?#.%ah01\u2100\x00\n "), max_size=12)


def status(app: Flask, name: str, text: str, path: str = "/login") -> int:
    """What a request answers whose header, or query, is this."""
    environ = create_environ(path)
    environ[name] = text.encode("utf-8", "surrogatepass").decode("latin-1")
    return int(run_wsgi_app(app, environ)[1].split()[0])


@pytest.fixture
def behind_a_proxy(app: Flask, settings: Settings) -> Flask:
    other = create_app(Settings(settings.database_url, "k" * 64, proxies=1))
    close(other)
    return other


@pytest.mark.parametrize("name", HEADERS)
def test_odd_address_in_a_header_is_no_error_of_ours(
    app: Flask, behind_a_proxy: Flask, name: str
) -> None:
    app.testing = False

    for each in (app, behind_a_proxy):
        found = {text[:20]: status(each, name, text) for text in ODD}
        assert {text: code for text, code in found.items() if code not in (200, 400)} == {}


@pytest.mark.parametrize("host", ["..", "[", "a]b[", "localhost:port", "a" * 300, "a b"])
def test_odd_host_is_refused_with_a_page(app: Flask, host: str) -> None:
    environ = create_environ("/login?lang=en")
    environ["HTTP_HOST"] = host

    body, code, _headers = run_wsgi_app(app, environ, buffered=True)

    assert code == "400 BAD REQUEST"
    assert b"This request could not be read" in b"".join(body)


@pytest.mark.parametrize(
    "host", ["localhost", "127.0.0.1:8000", "[::1]:8000", "a_b.example.", "h:"]
)
def test_plain_host_is_let_in(app: Flask, host: str) -> None:
    assert status(app, "HTTP_HOST", host) == 200


def test_query_that_is_no_text_is_refused(app: Flask) -> None:
    assert status(app, "QUERY_STRING", "\ud800") == 400


@pytest.mark.parametrize("wanted", ODD[:-1])
def test_login_leads_to_no_odd_address(browser: Browser, coordinator: Browser, wanted: str) -> None:
    wanted = wanted.encode("utf-8", "replace").decode()

    coming = coordinator.get("/login", query_string={"next": wanted})
    sent = coordinator.send("/login", {"login": "x", "password": PASSWORD, "next": wanted}, "/help")

    assert (coming.status_code, coming.location) == (302, "/")
    assert sent.status_code in (303, 422)


def test_login_leads_where_somebody_wanted_to_go(coordinator: Browser) -> None:
    answer = coordinator.get("/login", query_string={"next": "/experts?q=a#b"})

    assert answer.location == "/experts?q=a#b"


@given(PARTS)
@settings(max_examples=300, deadline=None)
def test_nothing_that_is_typed_breaks_a_parser(text: str) -> None:
    taken_apart(text)
    is_loopback(text)
    assert not is_page_of_ours(text) or text[0] == "/" != text[1:2]
    for url in (text, f"https://{text}"):
        with suppress(SettingsUnusable):
            Settings(base_url=url)
        with suppress(NoMailbox):
            place(f"imaps://{text}")


@pytest.mark.parametrize(
    "url",
    [
        "https://[",
        "https://example:port",
        "https://example?a=b",
        "https://example#a",
        "https://example:p@example",
        "ftp://example",
    ],
)
def test_base_url_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(SettingsUnusable, match="HEMICYCLE_BASE_URL must be"):
        Settings(base_url=url)
