"""A site to ask for feeds: gunicorn as people run it, a year of missions, and a hello beside."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from flask import Flask

from db.actors import PROGRAM
from db.engine import Ledger
from db.models import InstitutionRow, MissionRow, PartnerRow, PlanMissionRow, PlanRow, RoleRow
from db.moments import half_day
from db.operations import publish, tokens
from db.operations.tokens import TokenFacts
from web.http.policy import Policy
from web.http.serving import House
from web.service.tokens import new_secret

HELLO = "/hello"
AT = datetime(2027, 1, 4, 9, tzinfo=UTC)


class Site(House):
    """The house with one process and no worker, and a page that says hello in it."""

    def load_config(self) -> None:
        """Ours, in one process: what is compared shares everything else."""
        super().load_config()
        self.cfg.set("workers", 1)
        self.cfg.set("when_ready", lambda _server: None)
        self.cfg.set("on_exit", lambda _server: None)
        self.cfg.set("loglevel", "error")

    def load(self) -> Any:  # as in House
        """The application with the hello view, behind the same doors."""
        app: Flask = super().load()
        app.add_url_rule(HELLO, "hello", lambda: "Hello, world!")
        app.extensions["policies"]["hello"] = Policy(everybody=True)
        return app


def fill(ledger: Ledger, missions: int) -> str:
    """Publish a year of missions of one institution; the path of its feed."""
    secret = new_secret()
    with ledger.write() as session:
        zone = {"country": "FR", "timezone": "Europe/Paris"}
        house = InstitutionRow(code="fr", name_en="Assembly", name_fr="Assemblée", **zone)
        there = {"country": "BJ", "timezone": "Africa/Porto-Novo"}
        partner = PartnerRow(code="bj", name_en="Benin", name_fr="Bénin", **there)
        session.add_all((house, partner))
        session.flush()
        rows = [_mission(number, house.id, partner.id) for number in range(missions)]
        plan = PlanRow(state="solved", created_at=AT)
        session.add_all((*rows, plan))
        session.flush()
        for row in rows:
            start = half_day(row.window_first) + row.id % 2
            session.add(PlanMissionRow(plan_id=plan.id, mission_id=row.id, start=start))
        session.flush()
        publish.publish(session, plan.id, PROGRAM, AT)
        facts = TokenFacts("institution", house.id, "benchmark", "fr")
        tokens.create(session, facts, secret.sha256, PROGRAM, AT)
    return f"/feeds/{secret.text}.ics"


def _mission(number: int, institution: int, partner: int) -> MissionRow:
    first = date(2027, 1, 4) + timedelta(days=number)
    kinds = {"activity_type": "seminar", "service_mode": "training", "venue": "abroad"}
    dates = {"window_first": first, "window_last": first, "length": 3}
    row = MissionRow(
        title=f"Travaux des commissions : l’exemple n° {number}, « à suivre »",
        state="accepted",
        institution_id=institution,
        partner_id=partner,
        created_at=AT,
        changed_at=AT,
        **kinds,
        **dates,
    )
    row.roles = [RoleRow(title="Greffe", position=0)]
    return row
