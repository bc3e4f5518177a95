"""What entries and feeds say to people, in the language of the feed."""

from collections.abc import Iterator, Mapping
from typing import Any

from flask import g
from flask_babel import refresh

from db.models import InstitutionRow, PartnerRow, ProgrammeRow, ProposalRow
from db.queries.feeds import Member, Published
from web.i18n import gettext as _
from web.i18n import language, ngettext
from web.labels import country, label
from web.stays import Clock, stay_words


def speak(code: str) -> None:
    """Let the rest of this request speak one language: the feed's, not the browser's."""
    g.language = code
    refresh()


def name(subject: InstitutionRow | PartnerRow | ProgrammeRow) -> str:
    """What an institution, a partner or a programme is called in this language."""
    return subject.name_fr if language() == "fr" else subject.name_en


def feed_name(subject: str) -> str:
    """What a feed is called in the reader's list of calendars."""
    return _("Missions – %(subject)s", subject=subject)


def scenario_name(subject: str) -> str:
    """What the calendar of a scenario is called."""
    return _("Scenario – %(subject)s", subject=subject)


def summary(stay: Published) -> str:
    """The title; of what is cancelled it says so, since not every program does."""
    title = stay.mission.title
    is_cancelled = stay.booking.status == "cancelled"
    return _("Cancelled: %(mission)s", mission=title) if is_cancelled else title


def discreet(stay: Published) -> Mapping[str, Any]:  # fields of an entry, one type each
    """What an entry says to who looks over the reader's shoulder: that there is a mission."""
    said = _("Mission (details in Hemicycle)")
    if stay.booking.status == "cancelled":
        said = _("Cancelled: %(mission)s", mission=said)
    return {"summary": said, "location": "", "description": "", "categories": ()}


def unavailable(is_cancelled: bool) -> str:
    """What time is called that somebody gives to what the reader of the feed does not see."""
    said = _("unavailable")
    return _("Cancelled: %(mission)s", mission=said) if is_cancelled else said


def proposed(scenario: str, mission: str) -> str:
    """What a mission is called where a scenario proposes it, and nothing is published."""
    return _("%(scenario)s: %(mission)s", scenario=scenario, mission=mission)


def travel(leg: str, mission: str) -> str:
    """What the way to a mission or back is called; of what is cancelled the mission says so."""
    if leg == "out":
        return _("%(mission)s – the way there", mission=mission)
    return _("%(mission)s – the way back", mission=mission)


def busy_name(subject: str) -> str:
    """What the free/busy times of a pool or a team are called."""
    return _("Free and busy – %(subject)s", subject=subject)


def location(stay: Published) -> str:
    """Where it takes place, as people say it."""
    if stay.booking.venue == "remote":
        return label("venue", "remote")
    place = (stay.booking.venue == "abroad" and stay.partner) or stay.institution
    return f"{name(place)}, {country(place.country)}"


def category(stay: Published) -> str:
    """The type of activity."""
    return label("activity", stay.mission.activity_type)


def description(stay: Published, reader_institution: int | None) -> str:
    """What there is to know, a line each; other institutions' people may go unnamed, 0 all."""
    return "\n".join(_lines(stay, reader_institution))


def _lines(stay: Published, reader_institution: int | None) -> Iterator[str]:
    booking = stay.booking
    if isinstance(booking, ProposalRow):
        yield _("Proposed in a scenario: nothing of it is published.")
    elif booking.status == "hold":
        yield _("This is a hold: dates and team may still change.")
    if stay.role is not None and (role := role_name(stay)):
        yield _("Role: %(role)s", role=role)
    if stay.partner is not None:
        yield _("Partner: %(partner)s", partner=name(stay.partner))
    if booking.status == "cancelled":
        return
    yield _("Dates: %(days)s", days=days_of(stay))
    if stay.team:
        yield _("Team: %(names)s", names=names(stay.team, reader_institution))


def days_of(stay: Published) -> str:
    """The days at the place and those of the way; of a session by video its hours by two clocks."""
    row, partner = stay.booking, stay.partner
    clocks = (
        ()
        if partner is None
        else (
            Clock(country(partner.country), partner.timezone),
            Clock(name(stay.institution), stay.institution.timezone),
        )
    )
    return stay_words(row.venue, (row.first, row.last), (row.leaves, row.returns), clocks)


def role_name(stay: Published) -> str:
    """The expert's own role, as its title or its kind says it; empty where neither is known."""
    if stay.role is None:
        return ""
    return stay.role.title or (label("kind", stay.role.kind) if stay.role.kind else "")


def names(team: tuple[Member, ...], reader_institution: int | None) -> str:
    """People by name; other institutions' may go unnamed, 0 all."""
    if reader_institution == 0:
        return ngettext("%(num)s person", "%(num)s people", len(team))
    named = [each.name for each in team if reader_institution in (None, each.institution_id)]
    others = len(team) - len(named)
    if others:
        named.append(
            ngettext(
                "%(num)s person of another institution",
                "%(num)s people of other institutions",
                others,
            )
        )
    return ", ".join(named)
