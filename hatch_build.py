"""Compiles the translations while a wheel is built, so that an installed copy speaks French."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class TranslationsHook(BuildHookInterface[BuilderConfig]):
    """Writes a `.mo` beside each `.po` before the files of the wheel are gathered."""

    # Any: the signature is hatchling's.
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile every catalogue of the project."""
        for catalogue in Path(self.root, "web", "translations").glob("*/LC_MESSAGES/*.po"):
            compile_catalogue(catalogue)


def compile_catalogue(po: Path) -> None:
    """Write the compiled twin of a catalogue beside it."""
    with po.open("rb") as source:
        catalogue = read_po(source)
    with po.with_suffix(".mo").open("wb") as target:
        write_mo(target, catalogue)
