"""Everything that is published, byte for byte: the plan as a file, the rows, the feeds."""

import json

from sqlalchemy import select

from db.mapping import load_plan, load_problem
from db.models import Base, ExpertRow
from db.operations import tokens
from db.operations.tokens import TokenFacts
from db.queries import plans
from matcher.files import write_plan
from tests import make
from tests.web.browser.conftest import Site
from tests.web.browser.stories.calendars import fetch
from tests.web.browser.stories.conftest import Stage
from tests.web.browser.world import TODAY
from web.service.tokens import new_secret

TABLES = ("booking", "mission_booking", "booked_half_day")


class Snapshot:
    """Takes the same picture again and again; opens an address for each feed once."""

    def __init__(self, stage: Stage) -> None:
        self._site = stage.site
        with self._site.ledger.read() as session:
            experts = session.scalars(select(ExpertRow.id)).all()
        subjects = [("expert", each) for each in experts]
        subjects += [("institution", stage.tale.small.institution)]
        self._addresses = [address_of(self._site, *each) for each in subjects]

    def taken(self) -> dict[str, object]:
        """What is published now."""
        with self._site.ledger.read() as session:
            live = plans.live_id(session)
            assert live is not None
            problem = load_problem(session, today=TODAY, freeze_days=0)
            plan = write_plan(load_plan(session, live, problem), problem.horizon)
            rows = {
                name: [repr(tuple(row)) for row in session.execute(select(_table(name)))]
                for name in TABLES
            }
        feeds = [fetch(address) for address in self._addresses]
        return {"live": live, "plan": json.dumps(plan), "rows": rows, "feeds": feeds}


def address_of(site: Site, kind: str, subject: int) -> str:
    """A new secret address of a feed."""
    secret = new_secret()
    facts = TokenFacts(kind, subject, "snapshot", "en")  # type: ignore[arg-type]  # known words
    with site.ledger.write() as session:
        tokens.create(session, facts, secret.sha256, make.BY, make.AT)
    return f"{site.address}/feeds/{secret.text}.ics"


def _table(name: str):  # type: ignore[no-untyped-def]  # a table of the metadata
    return Base.metadata.tables[name]
