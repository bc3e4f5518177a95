"""The partner parliaments: real ones, with their time zone, weekend and working languages.

Regions are the codes of the United Nations (M49), which CLDR names in every language.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Parliament:
    """A parliament that is helped; `place` is how a title names its country, in French.

    `language` is the one it works in, `also_speaks` the one its people speak beside it.
    """

    country: str
    region: str
    timezone: str
    weekend: str
    language: str
    also_speaks: str | None
    place: str
    name_en: str
    name_fr: str

    @property
    def code(self) -> str:
        """How the problem names it."""
        return self.country.lower()


_TABLE = """
HT 029 America/Port-au-Prince 67 fr ht | Haïti
  | Parliament of Haiti | Parlement de la République d’Haïti
ML 011 Africa/Bamako 67 fr - | Mali
  | National Assembly of Mali | Assemblée nationale du Mali
BF 011 Africa/Ouagadougou 67 fr - | Burkina Faso
  | National Assembly of Burkina Faso | Assemblée nationale du Burkina Faso
BJ 011 Africa/Porto-Novo 67 fr - | Bénin
  | National Assembly of Benin | Assemblée nationale du Bénin
CM 017 Africa/Douala 67 fr en | Cameroun
  | National Assembly of Cameroon | Assemblée nationale du Cameroun
CG 017 Africa/Brazzaville 67 fr - | Congo
  | National Assembly of Congo | Assemblée nationale du Congo
CI 011 Africa/Abidjan 67 fr - | Côte d’Ivoire
  | National Assembly of Côte d’Ivoire | Assemblée nationale de Côte d’Ivoire
GA 017 Africa/Libreville 67 fr - | Gabon
  | National Assembly of Gabon | Assemblée nationale du Gabon
MG 014 Indian/Antananarivo 67 fr mg | Madagascar
  | National Assembly of Madagascar | Assemblée nationale de Madagascar
MA 015 Africa/Casablanca 67 fr ar | Maroc
  | House of Representatives of Morocco | Chambre des représentants du Maroc
DZ 015 Africa/Algiers 56 fr ar | Algérie
  | People’s National Assembly of Algeria | Assemblée populaire nationale d’Algérie
NE 011 Africa/Niamey 67 fr - | Niger
  | National Assembly of Niger | Assemblée nationale du Niger
TG 011 Africa/Lome 67 fr - | Togo
  | National Assembly of Togo | Assemblée nationale du Togo
SN 011 Africa/Dakar 67 fr - | Sénégal
  | National Assembly of Senegal | Assemblée nationale du Sénégal
TN 015 Africa/Tunis 67 fr ar | Tunisie
  | Assembly of the Representatives of the People | Assemblée des représentants du peuple
LB 145 Asia/Beirut 67 fr ar | Liban
  | Chamber of Deputies of Lebanon | Chambre des députés du Liban
VN 035 Asia/Ho_Chi_Minh 67 fr vi | Viêt Nam
  | National Assembly of Viet Nam | Assemblée nationale du Viêt Nam
MD 151 Europe/Chisinau 67 fr ro | Moldavie
  | Parliament of the Republic of Moldova | Parlement de la République de Moldavie
XK 039 Europe/Belgrade 67 en - | Kosovo
  | Assembly of Kosovo | Assemblée du Kosovo
AF 034 Asia/Kabul 56 en - | Afghanistan
  | National Assembly of Afghanistan | Assemblée nationale d’Afghanistan
BO 005 America/La_Paz 67 es - | Bolivie
  | Plurinational Legislative Assembly | Assemblée législative plurinationale
CF 017 Africa/Bangui 67 fr - | Centrafrique
  | National Assembly (Central African Republic) | Assemblée nationale centrafricaine
"""


def _read(row: str) -> Parliament:
    facts, place, name_en, name_fr = (part.strip() for part in row.split("|"))
    country, region, timezone, weekend, language, also = facts.split()
    also_speaks = None if also == "-" else also
    return Parliament(
        country, region, timezone, weekend, language, also_speaks, place, name_en, name_fr
    )


PARLIAMENTS = {
    parliament.country: parliament
    for parliament in map(_read, _TABLE.strip().replace("\n  |", " |").splitlines())
}
