"""The blueprint of answers: its views are in the other files of this folder."""

from flask import Blueprint

from web.service.logs import be_discreet

bp = Blueprint("answers", __name__)
bp.record_once(lambda state: be_discreet(state.app.logger.name))
