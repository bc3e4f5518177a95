"""Who may enter: every view declares it, and whoever is not let in stays out.

A view carries `@public` or `@roles(...)` below its route. The app does not
start where one is missing, and a request that no declaration admits never reaches its view.
Somebody else's object is 404, see `theirs`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import (
    Flask,
    Response,
    abort,
    current_app,
    flash,
    g,
    has_request_context,
    redirect,
    request,
    url_for,
)

from web.http import kept_forms
from web.http.ledger import looking
from web.language.speech import gettext as _
from web.service.logs import holds_secret
from web.service.reader import Reader, current_reader, scope

View = TypeVar("View", bound=Callable[..., Any])  # a view answers in any of Flask's ways


class PolicyMissing(RuntimeError):
    """Views that do not say who may enter; the app does not start."""


@dataclass(frozen=True, slots=True)
class Policy:
    """Who may enter a view: everybody, or holders of a role."""

    everybody: bool = False
    roles: tuple[str, ...] = ()

    def admits(self, reader: Reader) -> bool:
        """May somebody who is signed in enter?"""
        return reader.has(*self.roles)


def public(view: View) -> View:
    """Everybody may enter, signed in or not."""
    return _declare(view, Policy(everybody=True))


def roles(*names: str) -> Callable[[View], View]:
    """Holders of one of these roles, in any institution, may enter."""
    if not names:
        raise ValueError("A policy by roles names at least one role.")
    return lambda view: _declare(view, Policy(roles=names))


def scope_of_request() -> frozenset[int]:
    """The institutions for which the reader holds a role that this view asks for."""
    if not has_request_context():
        return frozenset()
    reader = current_reader()
    return reader.institutions(*_policies()[str(request.endpoint)].roles) if reader else frozenset()


def sight_of(reader: Reader, policy: Policy) -> frozenset[int]:
    """The institutions as which the reader looks: experts and who acts for them see their own."""
    return reader.homes(*policy.roles)


def theirs(institution_id: int | None) -> None:
    """Answer 404 where an object belongs to an institution that is not the reader's."""
    if institution_id not in scope():
        abort(404)


def may_enter(endpoint: str) -> bool:
    """Would the current reader be let in? For links and menus."""
    policy = _policies().get(endpoint)
    if policy is None:
        return False
    reader = current_reader()
    return policy.everybody or (reader is not None and policy.admits(reader))


def guard(app: Flask) -> None:
    """Collect what the views declare and let nobody in without it.

    Raises: PolicyMissing where a view declares nothing.
    """
    policies = {name: _declared(name, view) for name, view in app.view_functions.items()}
    missing = sorted(name for name, policy in policies.items() if policy is None)
    if missing:
        raise PolicyMissing(f"These views do not say who may enter: {', '.join(missing)}.")
    app.extensions["policies"] = policies
    app.jinja_env.globals["may_enter"] = may_enter


def admit() -> Response | None:
    """Before every request: let in, send to the login page, or refuse."""
    if request.endpoint is None:
        return None
    policy = _policies().get(request.endpoint)
    if policy is None:
        abort(403)
    if policy.everybody:
        return None
    reader = current_reader()
    if reader is None:
        return _to_login()
    if not policy.admits(reader):
        abort(403)
    g.policy = policy
    looking(sight_of(reader, policy))
    return None


def _to_login() -> Response:
    flash(_("Please sign in first."), "info")
    is_reading = request.method in ("GET", "HEAD")
    path = request.full_path.rstrip("?") if is_reading else kept_forms.keep()
    if path and not is_reading:
        flash(_("Your login had ended. What you typed is kept for half an hour."), "info")
    if path and holds_secret(path):
        path = None
    answer: Response = redirect(url_for("auth.login", next=path), 303)  # type: ignore[assignment]  # Flask's own class
    return answer


def _declare(view: View, policy: Policy) -> View:
    view.__dict__["policy"] = policy
    return view


def _declared(endpoint: str, view: Callable[..., Any]) -> Policy | None:
    # Files that come with the page: Flask's own views, which cannot carry a declaration.
    if endpoint == "static" or endpoint.endswith(".static"):
        return Policy(everybody=True)
    policy: Policy | None = getattr(view, "policy", None)
    return policy


def _policies() -> dict[str, Policy]:
    found: dict[str, Policy] = current_app.extensions["policies"]
    return found
