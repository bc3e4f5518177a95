"""A secret that opens nothing is said again nowhere; whoever signs in is led to a page."""

import logging
from collections.abc import Callable

import pytest

from tests.web.conftest import PASSWORD, Browser
from web.app import create_app
from web.http.ledger import close
from web.service.settings import Settings

SECRET = "Zq3-wrong-secret-9xQ"
TYPED = [
    "/answer/%s",
    "/answer/%s?lang=fr&next=/answer/%s",
    "/answer/%s/",
    "/answer/%s/more",
    "/answer//%s",
    "//answer/%s",
    "/%%61nswer/%s",
    "/ANSWER/%s",
    "/feeds/%s.ics",
    "/feeds/%s.ics/",
    "/feeds/%s",
    "/feeds//%s.ics",
    "/feeds/%s/more.ics",
    "/login?next=/answer/%s",
    "/login?next=%%2Fanswer%%2F%s",
    "/login?next=%%252Fanswer%%252F%s",
    "/login?next=/login?next=%%252Ffeeds%%252F%s.ics",
    "/login?lang=/answer/%s",
    "/help?page=/answer/%s",
    "/help?/answer/%s=1",
    "/missions?text=/answer/%s",
    "/missions?text=https://unit.example/feeds/%s.ics",
    "/missions/answer/%s",
    "/static/answer/%s",
]
METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS")


@pytest.mark.parametrize("typed", TYPED)
def test_wrong_secret_is_in_no_answer(
    browser: Browser, typed: str, caplog: pytest.LogCaptureFixture
) -> None:
    path = typed.replace("%s", SECRET).replace("%%", "%")

    with caplog.at_level(logging.INFO):
        answers = [browser.open(path, method=method) for method in METHODS]

    saying = [
        method
        for method, answer in zip(METHODS, answers, strict=True)
        if SECRET in answer.text or SECRET in str(answer.headers)
    ]
    assert saying == []
    assert SECRET not in caplog.text


def test_form_of_a_page_with_a_secret_after_it_keeps_the_rest(coordinator: Browser) -> None:
    page = coordinator.get(f"/missions/new?title=a&note=/answer/{SECRET}").text

    assert 'name="from_page" value="/missions/new?title=a"' in page
    assert SECRET not in page


def test_language_links_keep_what_was_typed(coordinator: Browser) -> None:
    page = coordinator.get(f"/missions?text=b&x=/feeds/{SECRET}&text=c").text

    assert 'href="?text=b&amp;text=c&amp;lang=fr"' in page


@pytest.mark.parametrize(
    "wanted",
    [
        "/logout",
        "/missions/1/state",
        "/missions/1/ban",
        "/nowhere",
        "/login",
        "/login?next=/logout",
        "/solve/1/events",
        f"/answer/{SECRET}",
        f"/feeds/{SECRET}.ics",
        "missions",
        "",
    ],
)
def test_login_leads_to_today_where_nothing_can_be_opened(
    browser: Browser, coordinator: Browser, wanted: str
) -> None:
    form = {"login": "coordinator", "password": PASSWORD, "next": wanted}

    inside = coordinator.get("/login", query_string={"next": wanted})
    entering = browser.send("/login", form, "/help")

    assert (inside.status_code, inside.location) == (302, "/")
    assert (entering.status_code, entering.location) == (303, "/")
    assert browser.get("/").status_code == 200


@pytest.mark.parametrize(
    "wanted", ["/missions?text=a&page=2#b", "/missions/", "/missions/new", "/missions/1/staff"]
)
def test_login_leads_to_the_page_that_was_wanted(coordinator: Browser, wanted: str) -> None:
    answer = coordinator.get("/login", query_string={"next": wanted})

    assert answer.location == wanted


def test_login_leads_below_the_path_that_is_set(
    settings: Settings, account: Callable[..., str]
) -> None:
    below = create_app(Settings(settings.database_url, "k" * 64, path_prefix="/hemicycle"))
    below.test_client_class = Browser
    form = {"login": account("reader"), "password": PASSWORD, "next": "/help"}

    led = below.test_client().send("/hemicycle/login", form, "/hemicycle/login")  # type: ignore[attr-defined]  # our own client

    close(below)
    assert (led.status_code, led.location) == (303, "/hemicycle/help")
