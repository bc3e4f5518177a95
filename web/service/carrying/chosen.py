"""Who carries jobs to their workers, as the settings say."""

from db.engine import Carrier
from web.service.settings import PROCRASTINATE, Settings


def carrier_of(settings: Settings) -> Carrier | None:
    """The carrier; None where the one worker looks for jobs itself.

    Raises: ImportError where the extra `postgres` is not installed.
    """
    if settings.queue != PROCRASTINATE:
        return None
    # Half a second that nobody spends who does not use it.
    from web.service.carrying.carriers import Carrying

    return Carrying()
