"""Processes as the system shows them, those that ended but were not waited for left out."""

import psutil


def children(process: int | None, word: str) -> list[psutil.Process]:
    """Living children of `process` (of this one, with None) with `word` in their command.

    None for a process that is gone. A child that ended and was not waited for yet (a zombie) has
    no command any more: it is no living one.
    """
    try:
        found = psutil.Process(process).children()
    except psutil.NoSuchProcess:
        return []
    return [each for each in found if word in _command(each)]


def searches(worker: int) -> list[psutil.Process]:
    """The processes in which a worker searches; Python's own tracker of resources is another."""
    return children(worker, "spawn_main")


def _command(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline())
    except psutil.NoSuchProcess:
        return ""
