"""What the other side says of itself counts only where a proxy is trusted."""

import http.client
import re
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import create_environ, run_wsgi_app

from tests.web.conftest import Browser
from tests.web.front.test_front import site
from web.app import create_app
from web.http.ledger import close
from web.service.settings import Settings

CLAIMS = {
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Protocol": "ssl",
    "X-Forwarded-Ssl": "on",
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Prefix": "/evil",
    "Script_Name": "/evil",
    "Script-Name": "/evil",
    "Path_Info": "/help",
}


def test_claims_of_the_other_side_do_not_count(tmp_path: Path) -> None:
    with site(tmp_path) as port:
        asked = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        asked.request("GET", "/login", headers=CLAIMS)
        answer = asked.getresponse()
        page = answer.read().decode()
        asked.close()

    assert answer.status == 200
    assert "Strict-Transport-Security" not in answer.headers
    assert answer.headers["Set-Cookie"].startswith("hemicycle=")
    assert "evil" not in page
    assert 'name="password"' in page


@pytest.mark.parametrize("prefix", ["", "/hemicycle"])
def test_path_is_the_one_that_is_set(settings: Settings, app: Flask, prefix: str) -> None:
    below = create_app(Settings(settings.database_url, "k" * 64, path_prefix=prefix))
    environ = create_environ("/login")
    environ["SCRIPT_NAME"] = "/evil"

    body, code, _headers = run_wsgi_app(below, environ, buffered=True)

    close(below)
    assert code == "200 OK"
    paths = re.findall(rb'(?:href|action)="(/[^"]*)"', b"".join(body))
    assert paths
    assert all(path.startswith(prefix.encode() + b"/") for path in paths)
    assert not any(b"evil" in path for path in paths)


def test_secret_address_does_not_take_the_host_of_the_request(
    app: Flask, coordinator: Browser, institution: int
) -> None:
    page = f"/feed-links/institution/{institution}"
    form = {"label": "wall", "csrf_token": coordinator.token(page)}

    answer = coordinator.post(page, data=form, headers={"Host": "evil.example"})
    # The cookie is that of localhost: only a browser that was led astray sends it elsewhere.
    assert "evil.example" not in answer.text
    assert "/feeds/" not in answer.text


def test_secret_address_is_made_where_the_site_is_known(
    settings: Settings, coordinator: Browser, institution: int, app: Flask
) -> None:
    page = f"/feed-links/institution/{institution}"

    here = coordinator.send(page, {"label": "here"}, page)
    object.__setattr__(app.extensions["settings"], "base_url", "https://unit.example/h")
    there = coordinator.send(page, {"label": "there"}, page)

    assert "http://localhost/feeds/" in here.text
    assert "https://unit.example/h/feeds/" in there.text


def test_no_secret_address_is_made_where_nobody_knows_the_site(
    app: Flask, institution: int, account: object
) -> None:
    browser = app.test_client()
    assert isinstance(browser, Browser)
    assert callable(account)
    login, page = account("coordinator"), f"/feed-links/institution/{institution}"
    there = "https://unit.example"
    token = re.search(
        r'csrf_token" value="([^"]+)', browser.get("/login?lang=en", base_url=there).text
    )
    assert token
    form = {"csrf_token": token[1], "login": login, "password": "correct-horse-battery"}
    browser.post("/login", data=form, base_url=there, headers={"Referer": there})
    token = re.search(r'csrf_token" value="([^"]+)', browser.get(page, base_url=there).text)
    assert token

    form = {"csrf_token": token[1], "label": "wall"}
    made = browser.post(page, data=form, base_url=there, follow_redirects=True)

    assert "HEMICYCLE_BASE_URL" in made.text
    assert "/feeds/" not in made.text
    assert "wall" not in browser.get(page, base_url=there).text
