"""The languages that we speak, and the mark of what is said in them; nothing heavy."""

LANGUAGES = {"en": "English", "fr": "Français"}
"""Code and own name of each language of the pages."""


def N_(message: str) -> str:
    """Mark a sentence for translators where it is written; it is translated where it is said."""
    return message
