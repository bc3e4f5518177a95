"""Every template can be read: it names no filter, test or file that is not there."""

from flask import Flask

FROM_ELSEWHERE = ("bootstrap",)
"""Templates that come with a library, for forms that we do not use."""


def test_every_template_can_be_read(app: Flask) -> None:
    ours = [name for name in app.jinja_env.list_templates() if not name.startswith(FROM_ELSEWHERE)]
    assert len(ours) > 90

    for name in ours:
        app.jinja_env.get_template(name)
