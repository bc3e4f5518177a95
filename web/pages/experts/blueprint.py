"""The blueprint of the experts: its views are in the other files of this folder."""

from flask import Blueprint

bp = Blueprint("experts", __name__, url_prefix="/experts")
