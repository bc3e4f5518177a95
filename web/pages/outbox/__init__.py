"""The outbox: what experts hear by mail, looked at before it goes."""

from web.pages.outbox.views import bp

__all__ = ["bp"]
