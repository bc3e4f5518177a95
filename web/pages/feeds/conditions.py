"""Under which conditions a feed is asked for (RFC 9110 §13): in the order of its §13.2.2."""

from dataclasses import dataclass
from datetime import datetime

from werkzeug.wrappers import Request


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a request may ask about: the tag of the bytes, and when they last changed."""

    etag: str
    last_modified: datetime

    def fail(self, request: Request) -> bool:
        """Is something asked for that is no more? Then the answer is 412, and nothing besides."""
        if "HTTP_IF_MATCH" in request.environ:
            # Strong comparison: a weak tag matches nothing.
            return not request.if_match.is_strong(self.etag) and not request.if_match.star_tag
        unchanged_since = request.if_unmodified_since
        return unchanged_since is not None and unchanged_since < self.last_modified

    def are_known(self, request: Request, now: datetime) -> bool:
        """Has the program these bytes already? A time still to come says nothing."""
        if "HTTP_IF_NONE_MATCH" in request.environ:
            return request.if_none_match.contains_weak(self.etag)
        since = request.if_modified_since
        return since is not None and self.last_modified <= since <= now
