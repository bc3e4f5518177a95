"""Numbers of things in the database, as they stand in the addresses of pages."""

import click

NUMBER = click.IntRange(1, 2**31 - 1)
"""What may be the number of a row; a larger one no database could look for."""
