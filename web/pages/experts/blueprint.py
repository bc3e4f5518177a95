"""The blueprint of the experts: its views are in the other files of this folder."""

from flask import Blueprint

from web.http import keys, pictures

bp = Blueprint("experts", __name__, url_prefix="/experts")
bp.record_once(lambda state: keys.init_app(state.app))
bp.record_once(lambda state: pictures.init_app(state.app))
