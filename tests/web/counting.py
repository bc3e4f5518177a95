"""How many queries a page takes."""

from sqlalchemy import event

from db.engine import Ledger
from tests.web.conftest import Browser


def selects(ledger: Ledger, browser: Browser, path: str) -> int:
    """The number of SELECTs that one page runs."""
    seen: list[str] = []

    def note(*facts: object) -> None:
        seen.append(str(facts[2]))

    event.listen(ledger.engine, "before_cursor_execute", note)
    try:
        assert browser.get(path).status_code == 200
    finally:
        event.remove(ledger.engine, "before_cursor_execute", note)
    return sum(text.lstrip().startswith("SELECT") for text in seen)
