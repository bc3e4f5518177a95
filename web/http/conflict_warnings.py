"""After facts were saved: what of the published plan no longer holds, said at once."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, TypeVar

from flask import flash, make_response, url_for
from markupsafe import Markup
from sqlalchemy.orm import Session

from db.ids import row_id
from matcher.plan import Breach
from web.http.ledger import reading
from web.http.policy import may_enter
from web.language.speech import gettext as _
from web.language.speech import ngettext
from web.service.clock import now
from web.service.gate_sentences import finding_sentence
from web.service.names import read_names
from web.service.problem_cache import broken_today, problem_of_today

View = TypeVar("View", bound=Callable[..., Any])  # a view answers in any of Flask's ways
SHOWN = 5
"""What does not hold any more, told one by one; the conflicts' own page has the rest."""


def warns_of_conflicts(view: View) -> View:
    """Let a view that saves facts say what no longer holds of the published plan, and what to do.

    To be put below the view's policy.
    """

    @wraps(view)
    def watched(*args: Any, **kwargs: Any) -> Any:  # as the view itself
        with reading() as session:
            before = broken(session)
        answer = make_response(view(*args, **kwargs))
        if answer.status_code == 303:
            with reading() as session:
                _tell(session, [each for each in broken(session) if each not in before])
        return answer

    return watched  # type: ignore[return-value] # the same arguments and answers as the view


def broken(session: Session) -> Sequence[Breach]:
    """What of the published plan does not hold, promises to partners left aside."""
    return broken_today(session, now().date())


def _tell(session: Session, fresh: list[Breach]) -> None:
    if not fresh:
        return
    names = read_names(session, problem_of_today(session, now().date()))
    heading = ngettext(
        "Saved, but this no longer holds of the published plan:",
        "Saved, but these no longer hold of the published plan:",
        len(fresh),
    )
    lines = Markup("").join(
        Markup("<li>{} {}</li>").format(
            _(
                "%(mission)s: %(sentence)s",
                mission=names.missions.get(each.mission or "", ""),
                sentence=finding_sentence(each, names),
            ),
            _link(each),
        )
        for each in fresh[:SHOWN]
    )
    flash(Markup("{}<ul>{}</ul>{}").format(heading, lines, _all_conflicts()), "warning")


def _link(breach: Breach) -> Markup:
    if breach.mission is None or not may_enter("missions.staff"):
        return Markup("")
    address = url_for("missions.staff", mission_id=row_id(breach.mission))
    return Markup('<a href="{}">{}</a>').format(address, _("Change its date or team"))


def _all_conflicts() -> Markup:
    if not may_enter("conflicts.index"):
        return Markup("")
    said = _("All conflicts, and a repair")
    return Markup('<a href="{}">{}</a>').format(url_for("conflicts.index"), said)
