"""Programmes of several years and their sponsors, by the partners that they help."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Programme:
    """Several missions with one sponsor; `ease` is its share of the half-days they ask for."""

    code: str
    name_en: str
    name_fr: str
    sponsor: str
    countries: tuple[str, ...]
    ease: float


_TABLE = """
pnud-haiti HT 1.0 | UNDP
  | Support to the Parliament of Haiti | Appui au Parlement haïtien
bm-budget ML NE 1.0 | World Bank
  | Budget oversight in the Sahel | Contrôle budgétaire au Sahel
apf-documentation BJ TG BF 1.0 | APF
  | Parliamentary documentation | Services documentaires des parlements
mrif-afrique SN CI GA 1.0 | MRIF
  | Québec–Africa cooperation | Coopération Québec–Afrique
ndi-controle CM CG 1.0 | NDI
  | Oversight in Central Africa | Contrôle parlementaire en Afrique centrale
suny-redaction MA TN 0.8 | SUNY
  | Drafting of laws in the Maghreb | Rédaction législative au Maghreb
ncsl-commissions DZ LB 1.0 | NCSL
  | Committees that work | Des commissions efficaces
dai-madagascar MG 1.0 | DAI
  | Induction of members in Madagascar | Accueil des députés malgaches
"""


def _read(row: str) -> Programme:
    facts, sponsor, name_en, name_fr = (part.strip() for part in row.split("|"))
    code, *countries, ease = facts.split()
    return Programme(code, name_en, name_fr, sponsor, tuple(countries), float(ease))


PROGRAMMES: tuple[Programme, ...] = tuple(
    map(_read, _TABLE.strip().replace("\n  |", " |").splitlines())
)


def programme_of(country: str, programmes: Sequence[Programme] = PROGRAMMES) -> Programme | None:
    """The programme that helps a partner, if there is one."""
    return next((each for each in programmes if country in each.countries), None)
