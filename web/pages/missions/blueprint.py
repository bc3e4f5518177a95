"""The blueprint of the missions: its views are in the other files of this folder."""

from flask import Blueprint

from web.http import keys

bp = Blueprint("missions", __name__, url_prefix="/missions")
bp.record_once(lambda state: keys.init_app(state.app))
