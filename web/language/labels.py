"""The names that people read for the ledger's closed words, countries and languages."""

from collections.abc import Iterable, Mapping

from db.text import order_key
from db.words import CEFR
from web.language.codes import N_, NP_
from web.language.dates import locale
from web.language.speech import gettext

ACTIVITY_TYPES = {
    "assessment": N_("Assessment mission"),
    "technical_assistance": N_("Technical assistance"),
    "training_mission": N_("Training mission"),
    "seminar": N_("Bilateral seminar"),
    "regional_seminar": N_("Regional seminar"),
    "working_visit": N_("Working visit"),
    "internship": N_("Internship"),
    "cycle": N_("Yearly cycle"),
    "follow_up": N_("Follow-up"),
}
SERVICE_MODES = {
    "diagnosis": N_("Diagnosis and accompaniment"),
    "training": N_("Training seminar"),
    "workshop": N_("Practical workshop or internship"),
}
VENUES = {
    "abroad": N_("At the partner parliament"),
    "home": N_("At home"),
    "remote": N_("At a distance, by video"),
}
MISSION_STATES = {
    "requested": N_("Requested"),
    "assessed": N_("Assessed"),
    "planned": N_("Planned"),
    "approved": N_("Approved"),
    "proposed": N_("Proposed to the partner"),
    "changes_requested": N_("Changes requested"),
    "accepted": N_("Accepted"),
    "scheduled": N_("Scheduled"),
    "delivered": N_("Delivered"),
    "reported": N_("Reported"),
    "closed": N_("Closed"),
    "declined": N_("Declined by the partner"),
    "refused": N_("Refused"),
    "cancelled": N_("Cancelled"),
}
KINDS = {"member": N_("Member"), "official": N_("Official")}
BOOKING_STATUSES = {
    "hold": N_("Hold"),
    "confirmed": N_("Confirmed"),
    "cancelled": N_("Cancelled"),
    "proposed": N_("Proposed"),
}
BUSY_SOURCES = {
    "typed": N_("Typed here"),
    "sitting": N_("Sitting of the assembly"),
    "holiday": N_("Public holiday"),
    "file": N_("From a calendar file"),
    "subscription": N_("From a subscribed calendar"),
    "refusal": N_("Refused for a mission"),
}
DOMAIN_LEVELS = {"1": N_("knows"), "2": N_("practises"), "3": N_("teaches")}
WISHES = {"prefers": N_("would like to take part"), "excludes": N_("must not take part")}
FEED_SHOWS = {
    "all": N_("holds and confirmed missions"),
    "confirmed": N_("confirmed missions only"),
    "hold": N_("holds only"),
}
FEED_DETAILS = {
    "full": N_("title, place and team"),
    "discreet": N_("only that there is a mission"),
}
FEED_ALARMS = {
    "": N_("never"),
    "1": N_("an hour before"),
    "24": N_("a day before"),
    "48": N_("two days before"),
    "168": N_("a week before"),
}
ANSWERS = {
    "accepted": N_("Accepts"),
    "tentative": N_("Accepts, not yet for sure"),
    "declined": N_("Declines"),
    "other_dates": N_("Proposes other dates"),
}
ANSWER_WAYS = {
    "page": N_("by the link"),
    "mail": N_("by mail"),
    "account": N_("signed in"),
}
MAIL_STATES = {
    "draft": N_("Waits for you"),
    "ready": N_("To be sent"),
    "sending": N_("On its way just now"),
    "sent": NP_("one mail", "Sent"),
    "failed": N_("Given up"),
    "bounced": NP_("one mail", "Came back"),
    "dropped": N_("Dropped"),
    "superseded": N_("Something newer took its place"),
}
AGENDA_KINDS = {"session": N_("session"), "external": N_("external meeting")}
HALVES = {"am": N_("morning"), "pm": N_("afternoon")}

FAMILIES: Mapping[str, Mapping[str, str]] = {
    "activity": ACTIVITY_TYPES,
    "mode": SERVICE_MODES,
    "venue": VENUES,
    "state": MISSION_STATES,
    "kind": KINDS,
    "booking": BOOKING_STATUSES,
    "busy": BUSY_SOURCES,
    "level": DOMAIN_LEVELS,
    "wish": WISHES,
    "half": HALVES,
    "agenda": AGENDA_KINDS,
    "mail": MAIL_STATES,
    "answer": ANSWERS,
    "answer_way": ANSWER_WAYS,
    "feed_shows": FEED_SHOWS,
    "feed_detail": FEED_DETAILS,
    "feed_alarm": FEED_ALARMS,
}

WORKING_LANGUAGES = (
    *("fr", "en", "es", "pt", "ar", "ru", "de", "it", "ht", "mg", "sw", "wo", "bm", "ln"),
    *("ro", "sq", "sr", "uk", "hy", "ka", "vi", "km", "lo", "fa"),
)
"""Languages that a form offers; one that a row already holds is always offered too."""


def label(family: str, code: object) -> str:
    """The name of a word of one family, in the reader's language."""
    return gettext(FAMILIES[family][str(code)])


def labels(family: str) -> list[tuple[str, str]]:
    """Code and name of each word of a family, in its own order."""
    return [(code, gettext(name)) for code, name in FAMILIES[family].items()]


def country(code: str | None) -> str:
    """The name of a country or an M49 region; the code itself where none is known."""
    return str(locale().territories.get(code, code)) if code else ""


def tongue(code: str) -> str:
    """A language's name in the reader's language, as a list writes it."""
    return str(locale().languages.get(code, code))


def tongues(held: Iterable[str] = ()) -> list[tuple[str, str]]:
    """Code and name of the languages to choose from, sorted by name."""
    codes = {*WORKING_LANGUAGES, *held}
    return sorted(((code, tongue(code)) for code in codes), key=lambda pair: order_key(pair[1]))


IN_PAGES = {
    "label": label,
    "labels": labels,
    "country": country,
    "tongue": tongue,
    "tongues": tongues,
    "cefr_levels": [(level, level) for level in CEFR],
}
"""What templates call."""
