"""What entries and feeds say to people, in the language of the feed."""

from collections.abc import Iterator

from flask import g
from flask_babel import refresh

from db.models import InstitutionRow, PartnerRow
from db.moments import day_of
from db.queries.feeds import Member, Published
from web.dates import trip
from web.i18n import gettext as _
from web.i18n import language, ngettext
from web.labels import country, label


def speak(code: str) -> None:
    """Let the rest of this request speak one language: the feed's, not the browser's."""
    g.language = code
    refresh()


def name(subject: InstitutionRow | PartnerRow) -> str:
    """What an institution or a partner is called in this language."""
    return subject.name_fr if language() == "fr" else subject.name_en


def feed_name(subject: str) -> str:
    """What a feed is called in the reader's list of calendars."""
    return _("Missions – %(subject)s", subject=subject)


def summary(stay: Published) -> str:
    """The title; of what is cancelled it says so, since not every program does."""
    title = stay.mission.title
    is_cancelled = stay.booking.status == "cancelled"
    return _("Cancelled: %(mission)s", mission=title) if is_cancelled else title


def location(stay: Published) -> str:
    """Where it takes place, as people say it."""
    if stay.booking.venue == "remote":
        return label("venue", "remote")
    place = (stay.booking.venue == "abroad" and stay.partner) or stay.institution
    return f"{name(place)}, {country(place.country)}"


def category(stay: Published) -> str:
    """The type of activity."""
    return label("activity", stay.mission.activity_type)


def description(stay: Published, reader_institution: int | None = None) -> str:
    """What there is to know, a line each; other institutions' people may go unnamed."""
    return "\n".join(_lines(stay, reader_institution))


def _lines(stay: Published, reader_institution: int | None) -> Iterator[str]:
    booking = stay.booking
    if booking.status == "hold":
        yield _("This is a hold: dates and team may still change.")
    if stay.role is not None and (role := _role(stay)):
        yield _("Role: %(role)s", role=role)
    if stay.partner is not None:
        yield _("Partner: %(partner)s", partner=name(stay.partner))
    if booking.status == "cancelled":
        return
    first, last = day_of(booking.first), day_of(booking.last)
    days = trip(first, last, day_of(booking.leaves), day_of(booking.returns))
    yield _("Dates: %(days)s", days=days)
    if booking.venue == "remote" and stay.partner is not None:
        there = country(stay.partner.country)
        yield _("Sessions: 09:00–12:00 and 14:00–17:00, local time there (%(place)s)", place=there)
    if stay.team:
        yield _("Team: %(names)s", names=_names(stay.team, reader_institution))


def _role(stay: Published) -> str:
    if stay.role is None:
        return ""
    return stay.role.title or (label("kind", stay.role.kind) if stay.role.kind else "")


def _names(team: tuple[Member, ...], reader_institution: int | None) -> str:
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
