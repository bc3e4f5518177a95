"""What the lists of forms and filters offer, read from the ledger once a page."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from db.models import DomainRow, InstitutionRow, PartnerRow
from db.queries import named
from db.text import order_key
from web.language.fields.kinds import Lists
from web.language.labels import country
from web.language.own_names import own_name


@dataclass(frozen=True, slots=True)
class Option:
    """One entry of a list; `depth` 1 is a domain below another."""

    key: int
    name: str
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Choices:
    """The lists of a form, each in the order in which it is shown.

    `places` are the countries and regions of the partners, code and name.
    """

    institutions: tuple[Option, ...]
    partners: tuple[Option, ...]
    programmes: tuple[Option, ...]
    domains: tuple[Option, ...]
    places: tuple[tuple[str, str], ...] = ()

    def lists(self, own: Collection[int] | None = None) -> Lists:
        """By the names that fields have for them; of institutions only `own` where given."""
        mine = [each for each in self.institutions if own is None or each.key in own]
        named = {"institutions": mine, "partners": self.partners, "programmes": self.programmes}
        return {name: pairs(options) for name, options in named.items()}


def load_choices(session: Session, institutions: Iterable[int]) -> Choices:
    """All lists; `institutions` are those for which the reader may act."""
    mine = set(institutions)
    partners = named.everything(session, PartnerRow)
    return Choices(
        institutions=institution_options(session),
        partners=_sorted(
            Option(row.id, f"{country(row.country)} · {own_name(row)}") for row in partners
        ),
        programmes=_sorted(
            Option(row.id, own_name(row)) for row in named.programmes(session, mine)
        ),
        domains=domain_options(session),
        places=_places(partners),
    )


def with_places(choices: Choices, places: Iterable[str]) -> Choices:
    """The lists with countries and regions that somebody already has."""
    codes = {code for code, _name in choices.places} | set(places)
    named = sorted(((code, country(code)) for code in codes), key=lambda p: order_key(p[1]))
    return replace(choices, places=tuple(named))


def partner_names(session: Session) -> dict[int, str]:
    """Country and name of each partner."""
    rows = named.everything(session, PartnerRow)
    return {row.id: f"{country(row.country)} · {own_name(row)}" for row in rows}


def institution_options(session: Session) -> tuple[Option, ...]:
    """All institutions, by name."""
    rows = named.everything(session, InstitutionRow)
    return _sorted(Option(row.id, own_name(row)) for row in rows)


def indented(domains: Iterable[Option]) -> list[tuple[int, str]]:
    """Domains as a list shows them: those below another one are set in."""
    return [(each.key, "\u2003" * each.depth + each.name) for each in domains]


def pairs(options: Iterable[Option]) -> list[tuple[int | str, str]]:
    """Options as pairs of key and name."""
    return [(option.key, option.name) for option in options]


def domain_options(session: Session) -> tuple[Option, ...]:
    """All domains, each parent followed by its children."""
    rows = named.domains(session)
    children: dict[int | None, list[DomainRow]] = {}
    for row in rows:
        children.setdefault(row.parent_id, []).append(row)
    options: list[Option] = []
    waiting = [(row, 0) for row in reversed(children.get(None, []))]
    while waiting:
        row, depth = waiting.pop()
        options.append(Option(row.id, own_name(row), depth))
        waiting.extend((child, depth + 1) for child in reversed(children.get(row.id, [])))
    return tuple(options)


def _places(partners: Iterable[PartnerRow]) -> tuple[tuple[str, str], ...]:
    codes = {code for row in partners for code in (row.country, row.region) if code}
    return tuple(sorted(((code, country(code)) for code in codes), key=lambda p: order_key(p[1])))


def _sorted(options: Iterable[Option]) -> tuple[Option, ...]:
    return tuple(sorted(options, key=lambda option: order_key(option.name)))
