"""Names of time zones that are no ids: as Windows shows them, as people say them, copied."""

import pytest

from calendars.reading.display_names import WINDOWS_BY_DISPLAY_NAME
from calendars.reading.french_names import WINDOWS_BY_FRENCH_NAME
from calendars.reading.spoken_names import IANA_BY_SPOKEN_NAME
from calendars.reading.zone_names import named


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("(UTC+01:00) Bruxelles, Copenhague, Madrid, Paris", "Europe/Paris"),
        ("(UTC-05:00) Est (É.-U. et Canada)", "America/New_York"),
        ("(GMT-05:00) Heure de l'Est (États-Unis et Canada)", "America/New_York"),
        ("Heure de l’Est (É.-U. et Canada)", "America/New_York"),
        ("(UTC-08:00) Pacifique (E.-U. et Canada)", "America/Los_Angeles"),
        ("(UTC+00:00) Dublin, Edimbourg, Lisbonne, Londres", "Europe/London"),
        ("(UTC+01:00) Afrique centrale - Ouest", "Africa/Lagos"),
        ("(UTC+02:00) Le Caire", "Africa/Cairo"),
        ("(UTC) Temps universel coordonné", "UTC"),
        ("Paris, Madrid", "Europe/Paris"),
        ("Paris, Madrid (heure d’été)", "Europe/Paris"),
        ("Heure normale de l’Est", "America/New_York"),
        ("Heure avancée de l'Est", "America/New_York"),
        ("heure d’été du Pacifique", "America/Los_Angeles"),
        ("heure normale d’Europe centrale", "Europe/Paris"),
        ("Eastern Time", "America/New_York"),
        ("Eastern Daylight Time", "America/New_York"),
        ("Romance Daylight Time", "Europe/Paris"),
        ("Central European Time", "Europe/Paris"),
        ("Central European Summer Time", "Europe/Warsaw"),
        ("British Summer Time", "Europe/London"),
        ("Eastern Standard Time 1", "America/New_York"),
        ("W. Europe Standard Time 12", "Europe/Berlin"),
        ("(UTC-05:00) Eastern Time (US & Canada) 2", "America/New_York"),
        ("(UTC+01:00) Bruxelles, Copenhague, Madrid, Paris 1", "Europe/Paris"),
        ("Russia Time Zone 3", "Europe/Samara"),
    ],
)
def test_name_leads_to_its_zone(name: str, key: str) -> None:
    found = named(name)

    assert found is not None
    assert found.key.removeprefix("Etc/") == key


def test_same_words_mean_berlin_in_windows_and_lisbon_when_spoken() -> None:
    shown, spoken = named("Europe de l’Ouest"), named("heure d’Europe de l’Ouest")

    assert shown is not None
    assert spoken is not None
    assert (shown.key, spoken.key) == ("Europe/Berlin", "Europe/Lisbon")


@pytest.mark.parametrize(
    "name", ["UTC 1", "GMT 2", "Coordinated Universal Time 3", "Nowhere 1", "1"]
)
def test_number_that_may_be_an_offset_is_no_copy(name: str) -> None:
    assert named(name) is None


@pytest.mark.parametrize(
    "names", [WINDOWS_BY_DISPLAY_NAME, WINDOWS_BY_FRENCH_NAME, IANA_BY_SPOKEN_NAME]
)
def test_every_name_leads_to_a_zone(names: dict[str, str]) -> None:
    assert [name for name in names if named(name) is None] == []


def test_no_name_means_one_zone_in_english_and_another_in_french() -> None:
    both = WINDOWS_BY_DISPLAY_NAME.keys() & WINDOWS_BY_FRENCH_NAME.keys()

    assert both
    assert [n for n in both if WINDOWS_BY_DISPLAY_NAME[n] != WINDOWS_BY_FRENCH_NAME[n]] == []
