"""What the matcher may refuse, one class per thing a caller does differently."""


class MatcherError(Exception):
    """Base of every error of the matcher."""
