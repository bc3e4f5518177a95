"""Spans of time as arguments: more than nothing, and a number."""

import math
from typing import Any

import click

from web.language.speech import gettext as _


class Seconds(click.FloatRange):
    """Seconds, more than 0; `nan`, which no comparison refuses, is refused too."""

    def __init__(self, max: float) -> None:
        super().__init__(min=0, min_open=True, max=max)

    def convert(
        self,
        value: Any,  # as click hands it over: a text, or a default
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> float:
        """The number in an argument. Raises: click.BadParameter."""
        seconds = float(super().convert(value, param, ctx))
        if math.isnan(seconds):
            self.fail(_("%s is not a number of seconds.") % value, param, ctx)
        return seconds
