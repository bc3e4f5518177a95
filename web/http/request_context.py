"""What those below the pages ask of the request in hand: who reads, and in which language."""

from flask import g, has_request_context

from web.http.auth.signed_in import reader_of_request
from web.http.policy import scope_of_request
from web.http.reader_language import language_of_request
from web.language.speech import readers_language
from web.service.page_cache import Cache, page_cache
from web.service.reader import current_reader, scope


def answer_questions() -> None:
    """Answer for every request; where there is none, nobody reads and nothing is kept."""
    readers_language.answered_by(language_of_request)
    current_reader.answered_by(reader_of_request)
    scope.answered_by(scope_of_request)
    page_cache.answered_by(_cache_of_request)


def _cache_of_request() -> Cache | None:
    return g.__dict__ if has_request_context() else None
