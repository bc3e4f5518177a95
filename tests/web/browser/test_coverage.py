"""Coverage in the browser: losses asked for, watched and answered, in both languages."""

import re

import pytest
from playwright.sync_api import Browser, expect
from sqlalchemy import delete

from db.models import BusyRow
from db.operations import attempts
from tests.clock import now
from tests.web.browser.conftest import Site
from tests.web.browser.site import faults, visiting
from web.worker.jobs.solve import perform

pytestmark = pytest.mark.dates

BUTTONS = {"en": "Find out", "fr": "Chercher"}


@pytest.mark.parametrize("language", BUTTONS)
@pytest.mark.parametrize("scripts", [True, False])
def test_losses_are_asked_watched_and_shown(
    chromium: Browser, site: Site, language: str, scripts: bool
) -> None:
    with site.ledger.write() as session:
        session.execute(delete(BusyRow))  # What makes the published plan break a rule.
    with visiting(chromium, site.address, java_script_enabled=scripts) as visitor:
        page = visitor.sign_in("planner", language).go("/coverage")
        page.get_by_role("button", name=BUTTONS[language]).press("Enter")
        page.wait_for_url("**/trials/*")
        if scripts:
            assert faults(page) == []
        carry_out(site)
        if scripts:
            page.wait_for_url("**/coverage#losses")
        else:
            page.reload()

        expect(page).to_have_url(re.compile("/coverage#losses$"))
        expect(page.locator("#losses ~ p").nth(1)).to_be_visible()
        if scripts:
            assert faults(page) == []
        assert (visitor.complaints, visitor.outside) == ([], [])


def carry_out(site: Site) -> None:
    """The trial, by the worker's own hands."""
    with site.ledger.write() as session:
        ticket = attempts.claim(session, now())
    assert ticket is not None
    perform(site.ledger, ticket, now, lambda: False)
