"""The languages that we speak, and the mark of what is said in them; nothing heavy."""

LANGUAGES = {"en": "English", "fr": "Français"}
"""Code and own name of each language of the pages."""


BETWEEN = "\x04"
"""What stands in catalogues between a context and its sentence."""


def NP_(context: str, message: str) -> str:
    """Mark a word that means several things: it is translated as what the context says."""
    return f"{context}{BETWEEN}{message}"


def N_(message: str) -> str:
    """Mark a sentence for translators where it is written; it is translated where it is said."""
    return message
