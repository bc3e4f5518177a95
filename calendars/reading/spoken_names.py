"""Names of time zones as people and the Unicode tables say them, in English and in French.

Where such a name means another zone than the same words do in Windows, both tables say which
form is meant: « Europe de l’Ouest » is Berlin's in Windows, « heure d’Europe de l’Ouest » Lisbon's.
"""

IANA_BY_SPOKEN_NAME = {
    "Newfoundland Time": "America/St_Johns",
    "Atlantic Time": "America/Halifax",
    "Eastern Time": "America/New_York",
    "Central Time": "America/Chicago",
    "Mountain Time": "America/Denver",
    "Pacific Time": "America/Los_Angeles",
    "Alaska Time": "America/Anchorage",
    "Greenwich Mean Time": "UTC",
    "Western European Time": "Europe/Lisbon",
    "Central European Time": "Europe/Paris",
    "Eastern European Time": "Europe/Helsinki",
    "British Time": "Europe/London",
    "Irish Time": "Europe/Dublin",
    "Moscow Time": "Europe/Moscow",
    "West Africa Time": "Africa/Lagos",
    "Central Africa Time": "Africa/Maputo",
    "East Africa Time": "Africa/Nairobi",
    "Japan Time": "Asia/Tokyo",
    "heure de Terre-Neuve": "America/St_Johns",
    "heure de l’Atlantique": "America/Halifax",
    "heure de l’Est": "America/New_York",
    "heure de l’Est nord-américain": "America/New_York",
    "heure du Centre": "America/Chicago",
    "heure du centre nord-américain": "America/Chicago",
    "heure des Rocheuses": "America/Denver",
    "heure du Pacifique": "America/Los_Angeles",
    "heure du Pacifique nord-américain": "America/Los_Angeles",
    "heure de l’Alaska": "America/Anchorage",
    "heure moyenne de Greenwich": "UTC",
    "heure d’Europe de l’Ouest": "Europe/Lisbon",
    "heure de l’Europe de l’Ouest": "Europe/Lisbon",
    "heure d’Europe centrale": "Europe/Paris",
    "heure de l’Europe centrale": "Europe/Paris",
    "heure d’Europe de l’Est": "Europe/Helsinki",
    "heure de l’Europe de l’Est": "Europe/Helsinki",
    "heure de Moscou": "Europe/Moscow",
    "heure d’Afrique de l’Ouest": "Africa/Lagos",
    "heure d’Afrique centrale": "Africa/Maputo",
    "heure d’Afrique de l’Est": "Africa/Nairobi",
}
"""Without "standard", "daylight" or "summer", which a zone has both of in turn."""
