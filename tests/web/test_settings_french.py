"""A setting that cannot be used is refused in the reader's language, whichever it is."""

import ast
from collections.abc import Mapping
from io import StringIO
from pathlib import Path

import pytest

from tests.test_translations import ROOT, sentences
from web.cli import status
from web.cli.passwords import given
from web.cli.wrong import BadInput
from web.language.speech import speaking

BLANK = "\N{NO-BREAK SPACE}"
WRONG: list[tuple[Mapping[str, str], str]] = [
    ({"PROXIES": "-1"}, f"PROXIES doit valoir 0 ou plus{BLANK}: -1."),
    ({"PROXIES": "one"}, f"PROXIES doit être un nombre entier{BLANK}: 'one'."),
    ({"SESSION_HOURS": "0"}, f"SESSION_HOURS doit valoir de 1 à 8784{BLANK}: 0."),
    ({"LANGUAGE": "de"}, f"LANGUAGE doit valoir en ou fr{BLANK}: 'de'."),
    ({"LANGUAGE": "\udcff"}, "LANGUAGE doit être un texte en UTF-8."),
    ({"PATH_PREFIX": "x"}, f"PATH_PREFIX doit commencer par une barre oblique{BLANK}: 'x'."),
    ({"FEED_CLASS": "x"}, f"doit valoir PUBLIC, PRIVATE ou CONFIDENTIAL{BLANK}: 'x'."),
    ({"BASE_URL": "x"}, f"BASE_URL doit être une adresse http ou https{BLANK}: 'x'."),
    ({"DATABASE_URL": "mysql://x"}, "doit désigner une base SQLite ou PostgreSQL"),
    ({"DATABASE_URL": "postgresql://h:x/d"}, "son hôte ou son port n’est pas valable."),
    ({"DATABASE_URL": "sqlite:///x.db?a=b"}, "a n’est pas connu."),
    ({"QUEUE": "x"}, f"QUEUE doit valoir embedded ou procrastinate{BLANK}: 'x'."),
    ({"QUEUE": "procrastinate"}, "QUEUE=procrastinate exige PostgreSQL."),
    ({"MAILBOX": "x"}, f"formes possibles d’une boîte de courriel{BLANK}: imaps://"),
    ({"MAILBOX": "imaps://m@h/a%22b"}, "ni guillemets ni barres obliques inverses"),
    ({"MAILBOX": "imaps://m@h"}, "MAILBOX exige HEMICYCLE_MAILBOX_PASSWORD."),
    ({"MAIL_SECURITY": "x"}, f"doit valoir starttls, tls ou none{BLANK}: 'x'."),
    ({"MAIL_HOST": "a@h"}, "MAIL_HOST doit être le seul nom d’un serveur"),
    ({"MAIL_PORT": "0"}, f"MAIL_PORT doit valoir de 1 à 65535{BLANK}: 0."),
    ({"MAIL_USER": "x"}, "MAIL_USER exige HEMICYCLE_MAIL_PASSWORD."),
    ({"MAIL_HOST": "h", "MAIL_SECURITY": "none"}, "que pour un serveur de cette machine"),
]
SAYING = ("web/service/settings.py", "web/service/secret_key.py")


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test begins in English; `--lang` sets the language of the whole process."""
    monkeypatch.setenv("LANGUAGE", "en")


@pytest.mark.parametrize(("wrong", "said"), WRONG, ids=str)
def test_setting_that_cannot_be_used_is_refused_in_french(
    wrong: Mapping[str, str],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name, value in wrong.items():
        monkeypatch.setenv(f"HEMICYCLE_{name}", value)

    assert status(["settings", "--lang", "fr"]) == 2

    assert said in capsys.readouterr().err


def test_key_that_cannot_be_kept_is_said_in_french(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HEMICYCLE_DATABASE_URL", f"sqlite:///{tmp_path / 'unit.db'}")
    (tmp_path / "unit.key").write_text("short")

    assert status(["run", "--port", "0", "--lang", "fr"]) == 2

    assert "unit.key ne contient aucune clé. Restaurez-le" in capsys.readouterr().err


def test_short_password_is_refused_in_french(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", StringIO("short\n"))

    with (
        speaking("fr"),
        pytest.raises(BadInput, match=r"Un mot de passe compte au moins 12 caractères\."),
    ):
        given(stdin=True, generate=False)


def test_every_refusal_of_a_setting_is_a_sentence_for_translators() -> None:
    """Whatever is raised in these files is a marked sentence, or one of a table of them."""
    plain = []
    for file in SAYING:
        for node in ast.walk(ast.parse((ROOT / file).read_text("utf-8"))):
            is_refusal = isinstance(node, ast.Call) and ast.unparse(node.func) == "SettingsUnusable"
            if is_refusal and isinstance(node, ast.Call):
                first = node.args[0]
                if isinstance(first, (ast.Constant, ast.JoinedStr)):
                    plain.append(f"{file}:{node.lineno}")

    assert plain == []
    assert "HEMICYCLE_QUEUE=procrastinate needs PostgreSQL." in sentences()
