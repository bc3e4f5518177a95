"""The cooperation units that the example knows: their parliament, its size, its pace."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from db.words import ActivityType


@dataclass(frozen=True, slots=True)
class Session:
    """Weeks of sittings: they begin on the nth Tuesday of a month."""

    month: int
    nth: int
    weeks: int


@dataclass(frozen=True, slots=True)
class Unit:
    """One parliament's cooperation unit: who, where, and how many missions a year by activity."""

    code: str
    name_en: str
    name_fr: str
    country: str
    subdivision: str | None
    timezone: str
    mailbox: str
    members: int
    officials: int
    groups: Mapping[str, int]
    sessions: tuple[Session, ...]
    partners: tuple[str, ...]
    pace: Mapping[ActivityType, int]
    languages: Mapping[str, float] = field(default_factory=dict)
    hosts_at_once: int = 2

    @property
    def mail_domain(self) -> str:
        """Where the mail of its people goes: nowhere, by RFC 2606."""
        return self.mailbox.partition("@")[2]


# fmt: off
NAMED_PARTNERS = (
    "HT", "ML", "BF", "BJ", "CM", "CG", "CI", "GA", "MG", "MA", "DZ", "NE", "TG",
)
# fmt: on
"""The thirteen countries that the National Assembly of Québec names."""

QUEBEC = Unit(
    code="quebec",
    name_en="National Assembly of Québec",
    name_fr="Assemblée nationale du Québec",
    country="CA",
    subdivision="QC",
    timezone="America/Toronto",
    mailbox="cooperation@assemblee-quebec.example",
    members=125,
    officials=700,
    groups={"Groupe A": 62, "Groupe B": 28, "Groupe C": 17, "Groupe D": 12, "Groupe E": 6},
    sessions=(Session(2, 2, 16), Session(9, 3, 10)),
    partners=(*NAMED_PARTNERS, "SN", "TN", "LB"),
    pace={
        "assessment": 3,
        "technical_assistance": 9,
        "training_mission": 9,
        "seminar": 3,
        "regional_seminar": 1,
        "working_visit": 11,
        "internship": 6,
        "cycle": 1,
        "follow_up": 9,
    },
    languages={"en": 0.7, "es": 0.16, "ar": 0.05, "ht": 0.04, "pt": 0.03, "de": 0.02, "vi": 0.01},
)

FRANCE = Unit(
    code="france",
    name_en="French National Assembly",
    name_fr="Assemblée nationale (France)",
    country="FR",
    subdivision=None,
    timezone="Europe/Paris",
    mailbox="cooperation@assemblee-france.example",
    members=577,
    officials=723,
    groups={f"Groupe {letter}": 90 - 9 * k for k, letter in enumerate("ABCDEFGHI")},
    sessions=(Session(10, 1, 11), Session(1, 2, 5), Session(3, 1, 6), Session(5, 1, 8)),
    partners=(*NAMED_PARTNERS, "SN", "TN", "LB", "VN", "MD", "XK", "AF", "BO", "CF"),
    pace={
        "assessment": 3,
        "technical_assistance": 6,
        "training_mission": 6,
        "seminar": 3,
        "regional_seminar": 2,
        "working_visit": 32,
        "internship": 8,
        "cycle": 2,
        "follow_up": 6,
    },
    languages={"en": 0.75, "es": 0.3, "ar": 0.06, "de": 0.18, "pt": 0.05, "ro": 0.01, "vi": 0.01},
    hosts_at_once=3,
)

UNITS: Mapping[str, Unit] = {unit.code: unit for unit in (QUEBEC, FRANCE)}
