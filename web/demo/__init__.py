"""Example data: a parliament that exists, people who do not, and a year of their missions."""

from web.demo.command import demo

__all__ = ["demo"]
