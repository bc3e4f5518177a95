"""What `demo` tells at its end: to programs as JSON, to people in words."""

import json
from collections.abc import Iterator

from rich.console import Console
from rich.table import Table

from matcher.plan import TierResult
from web.demo.make import Made
from web.language.speech import gettext as _
from web.language.speech import ngettext, told
from web.service.typed_secrets import database_address


def as_json(made: Made, url: str) -> str:
    """The report as one JSON object."""
    report = {
        "database": database_address(url),
        "unit": made.unit.code,
        "experts": made.filled.experts,
        "missions": len(made.problem.missions),
        "seats": made.seats,
        "vacancies": made.vacancies,
        "tiers": [_tier(tier) for tier in made.answer.tiers],
        "seconds": round(made.answer.seconds, 2),
        "accounts": [
            {"role": login.role, "login": login.login, "password": login.password}
            for login in made.logins
        ],
        "feeds": [
            {"kind": address.kind, "name": address.name, "path": address.path}
            for address in made.addresses
        ],
    }
    return json.dumps(report, ensure_ascii=False, indent=1)


def _tier(tier: TierResult) -> dict[str, object]:
    return {"value": tier.value, "bound": tier.bound, "optimal": tier.optimal}


def tell(made: Made, base_url: str) -> None:
    """The report on standard error, in the language of the command line."""
    console = Console(stderr=True, highlight=False)
    for line in _summary(made):
        console.print(line, soft_wrap=True)
    for lack in made.lacking:
        console.print(f"  • {told(lack.title, lack.reason)}", soft_wrap=True, markup=False)
    console.print(_accounts(made))
    console.print(_("Calendars to subscribe to (secret addresses, shown once):"))
    for address in made.addresses:
        console.print(f"  {address.name}", soft_wrap=True, markup=False)
        console.print(f"    {base_url}{address.path}", soft_wrap=True, markup=False)


def _summary(made: Made) -> Iterator[str]:
    people, missions = made.filled.experts, len(made.problem.missions)
    yield ", ".join(
        (
            ngettext("%(num)s expert", "%(num)s experts", people),
            ngettext("%(num)s mission to staff", "%(num)s missions to staff", missions),
            ngettext("%(num)s seat", "%(num)s seats", made.seats),
            _lacking(made),
        )
    )
    if made.lacking:
        yield _("What stays vacant, and why:")


def _lacking(made: Made) -> str:
    """What the search counts as vacancies: empty seats, and languages that nobody speaks."""
    seats = ngettext("%(num)s vacant from today on", "%(num)s vacant from today on", made.vacancies)
    if not made.unspoken:
        return f"{seats}."
    languages = ngettext(
        "and %(num)s language not spoken", "and %(num)s languages not spoken", made.unspoken
    )
    return f"{seats} {languages}."


def _accounts(made: Made) -> Table:
    table = Table(title=_("Accounts"), title_justify="left", box=None, padding=(0, 2, 0, 2))
    for heading in (_("Role"), _("Login"), _("Password")):
        table.add_column(heading, no_wrap=True)
    for login in made.logins:
        table.add_row(login.role, login.login, login.password)
    return table
