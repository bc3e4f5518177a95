"""The blueprint of candidates: its views are in the other files of this folder."""

from flask import Blueprint

bp = Blueprint("candidates", __name__)
