"""The command line: one program, `hemicycle`; each command is a file of its own here."""

import sys
from collections.abc import Sequence
from contextlib import suppress

import click

from web.cli import speech
from web.cli.commands import hemicycle
from web.cli.output import forget_rest, heard, is_unwritten, say_unwritten
from web.language.speech import by_default

INTERRUPTED = 130
"""Exit status after Ctrl-C, as shells have it."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and leave with its status: 0 done, 1 "no", 2 bad input."""
    sys.exit(status(sys.argv[1:] if arguments is None else arguments))


def status(arguments: Sequence[str]) -> int:
    """What one command ends with; what went wrong is said on standard error."""
    try:
        with by_default(speech.language()):
            left = speech.listen(arguments)
        with by_default(speech.language()), heard():
            ended = speech.spoken(hemicycle).main(
                left, prog_name="hemicycle", standalone_mode=False
            )
        if sys.stdout is not None and not sys.stdout.closed:
            sys.stdout.flush()
    except click.ClickException as wrong:
        with suppress(OSError):
            wrong.show()
        return 2
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except BrokenPipeError:
        # The reader has left (`| head`): what it read was right.
        forget_rest()
        return 0
    except OSError as failed:
        if not is_unwritten(failed):
            raise
        say_unwritten(failed)
        return 2
    return ended if isinstance(ended, int) else 0
