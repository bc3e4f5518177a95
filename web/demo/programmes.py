"""Programmes of several years and their sponsors, by the partners that they help."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Programme:
    """Several missions with one sponsor; `ease` is its share of the half-days they ask for.

    `unit` is the one that runs it, `*` where every unit of the example has one like it.
    """

    unit: str
    code: str
    name_en: str
    name_fr: str
    sponsor: str
    countries: tuple[str, ...]
    ease: float


_TABLE = """
* pnud-haiti HT 1.0 | UNDP
  | Support to the Parliament of Haiti | Appui au Parlement haïtien
* bm-budget ML NE 1.0 | World Bank
  | Budget oversight in the Sahel | Contrôle budgétaire au Sahel
* apf-documentation BJ TG BF 1.0 | APF
  | Parliamentary documentation | Services documentaires des parlements
quebec mrif-afrique SN CI GA 1.0 | MRIF
  | Québec–Africa cooperation | Coopération Québec–Afrique
* ndi-controle CM CG 1.0 | NDI
  | Oversight in Central Africa | Contrôle parlementaire en Afrique centrale
* suny-redaction MA TN 0.8 | SUNY
  | Drafting of laws in the Maghreb | Rédaction législative au Maghreb
* ncsl-commissions DZ LB 1.0 | NCSL
  | Committees that work | Des commissions efficaces
* dai-madagascar MG 1.0 | DAI
  | Induction of members in Madagascar | Accueil des députés malgaches
france mae-afrique SN CI GA 1.0 | Ministère des Affaires étrangères
  | Yearly seminars in Africa | Séminaires annuels en Afrique
france pnud-afghanistan AF 1.0 | UNDP
  | Training in Paris and Kabul | Formations à Paris et à Kaboul
france ue-kosovo XK MD 1.0 | European Union
  | Support to young parliaments | Appui aux jeunes parlements
"""


def _read(row: str) -> Programme:
    facts, sponsor, name_en, name_fr = (part.strip() for part in row.split("|"))
    unit, code, *countries, ease = facts.split()
    return Programme(unit, code, name_en, name_fr, sponsor, tuple(countries), float(ease))


_ALL: tuple[Programme, ...] = tuple(map(_read, _TABLE.strip().replace("\n  |", " |").splitlines()))


def programmes_of(unit: str) -> tuple[Programme, ...]:
    """The programmes of a unit, by its code."""
    return tuple(each for each in _ALL if each.unit in ("*", unit))


def programme_for(unit: str, country: str) -> Programme | None:
    """The programme of a unit that helps a partner, if there is one."""
    return next((each for each in programmes_of(unit) if country in each.countries), None)
