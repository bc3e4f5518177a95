"""A calendar is uploaded in the browser: what it changes is shown, then kept; both pages sound."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, expect

from tests.calendars.reading.files import calendar, event
from tests.clock import TODAY
from tests.web.browser.conftest import Site
from tests.web.browser.site import faults, visiting

pytestmark = pytest.mark.dates

WORDS = {
    "en": ("Show what it changes", "Keep this calendar"),
    "fr": ("Afficher ce qu’il change", "Conserver cet agenda"),
}


def upcoming() -> bytes:
    """Two days next week, and an entry that cannot be read."""
    day = TODAY + timedelta(days=7)
    start = f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    end = f"DTEND;VALUE=DATE:{day + timedelta(days=2):%Y%m%d}"
    return calendar(event(start, end, uid="a"), event("DTSTART:never", uid="b"))


@pytest.mark.parametrize("language", WORDS)
def test_upload_is_shown_and_kept_on_sound_pages(
    chromium: Browser, site: Site, language: str
) -> None:
    show, keep = WORDS[language]
    with visiting(chromium, site.address) as visitor:
        page = visitor.sign_in("coordinator", language).go(f"/experts/{site.world.expert}")
        page.fill("#file_name", "Work")
        file = {"name": "mine.ics", "mimeType": "text/calendar", "buffer": upcoming()}
        page.set_input_files("#file", [file])  # type: ignore[list-item]  # its own TypedDict
        page.get_by_role("button", name=show).click()
        expect(page.get_by_role("button", name=keep)).to_be_visible()
        preview = (faults(page), page.locator("h1").count(), page.locator(".year-new").count())

        page.get_by_role("button", name=keep).click()
        expect(page.locator("strong", has_text=re.compile(r"^\s*Work\s*$"))).to_have_count(1)

        # One in the legend, and one in the picture, or two where the days lie in two months.
        assert preview[:2] == ([], 1)
        assert preview[2] in (2, 3)
        assert faults(page) == []
        assert (visitor.complaints, visitor.outside) == ([], [])
