"""The blueprint of the missions: its views are in the other files of this folder."""

from flask import Blueprint

bp = Blueprint("missions", __name__, url_prefix="/missions")
