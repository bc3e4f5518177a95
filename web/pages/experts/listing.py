"""The roster: search by name, knowledge, language and place, a page at a time."""

from datetime import date

from flask import render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from db.queries import roster
from db.queries.roster import Wanted
from db.words import CEFR
from web.http.forms import Sheet, printed
from web.http.keys import row_key
from web.http.ledger import reading
from web.http.policy import roles
from web.language.codes import N_
from web.language.labels import DOMAIN_LEVELS, KINDS
from web.language.speech import gettext as _
from web.pages.experts.blueprint import bp
from web.service.choices import domain_options, institution_options
from web.service.local import local_today
from web.service.paging import SIZE, place
from web.service.reader import scope
from web.service.roles import STAFF

ALL = "all"
"""Stands for every institution, whose people may be sent as well."""
BOOKED = {"hold": N_("on hold"), "confirmed": N_("confirmed")}
"""The bookings ahead that somebody may be looked for by."""


@bp.get("/")
@roles(*STAFF)
def index() -> ResponseReturnValue:
    """The experts of the reader's institutions."""
    with reading() as session:
        return render_template("experts/index.html", query=_query(), **_roster_page(session))


def _roster_page(session: Session) -> dict[str, object]:
    """The experts whom the address asks for, and the lists of its filters."""
    day = local_today(session, scope())
    wanted = _wanted(day)
    total = roster.count(session, wanted)
    page, pages = place(request.args.get("page"), total)
    experts = roster.page(session, wanted, (page - 1) * SIZE, SIZE)
    return {
        **_lists(session),
        "experts": experts,
        "ahead": roster.ahead(session, [row.id for row in experts], scope(), day),
        "wanted": wanted,
        "chosen_institution": request.args.get("institution", ""),
        "total": total,
        "page": page,
        "pages": pages,
    }


def _lists(session: Session) -> dict[str, object]:
    domains = domain_options(session)
    return {
        "domains": domains,
        "domain_names": {option.key: option.name for option in domains},
        "units": [(name, name) for name in roster.units(session, scope())],
        "institutions": _institutions(session),
        "mine": scope(),
        "cefr": [(level, level) for level in CEFR],
        "bookings": [(code, _(name)) for code, name in BOOKED.items()],
    }


def _institutions(session: Session) -> list[tuple[int | str, str]]:
    """The reader's own, and everybody's where another institution has people too."""
    own: list[tuple[int | str, str]] = [
        (option.key, option.name)
        for option in institution_options(session)
        if option.key in scope()
    ]
    lent = [(ALL, _("Everybody who can be sent"))] if roster.lenders(session, scope()) else []
    return [*own, *lent]


def _wanted(day: date) -> Wanted:
    sheet, args = Sheet(request.args), request.args
    institution = row_key(args.get("institution"))
    asked = scope() if institution is None else {institution}
    booked = sheet.choice("booked", "", BOOKED)
    return Wanted(
        institutions=scope() & asked,
        name=printed(args.get("name", ""))[:200],
        domain_id=row_key(args.get("domain")),
        level=int(sheet.choice("level", "", DOMAIN_LEVELS) or 1),
        language=printed(args.get("language", ""))[:8] or None,
        cefr=sheet.choice("cefr", "", CEFR) or "A1",
        kind=sheet.choice("kind", "", KINDS),
        unit=printed(args.get("unit", "")),
        serving=args.get("serving") == "1",
        booked=booked,
        pool=args.get("institution") == ALL or (institution is None and booked is not None),
        on=day,
    )


def _query() -> dict[str, str]:
    """The filters as the address has them, for links to other pages."""
    return {
        name: text for name, text in request.args.items() if text and name not in ("page", "lang")
    }
