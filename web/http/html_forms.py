"""A page's form filled in again with what was typed before: the page's HTML, edited."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

Pairs = Sequence[tuple[str, str]]
Edit = tuple[int, int, str]
_TICKED = ("checkbox", "radio")
_LEFT = ("submit", "button", "reset", "image", "file", "password")
"""Controls that are left as they are."""
_ATTRIBUTE = re.compile(r"""\s+([^\s=>/"']+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>"']+))?""")
_OURS = ("csrf_token", "from_page")
"""Fields that belong to the page, not to its reader."""


@dataclass(slots=True)
class Control:
    """One control, where its tag stands in the page, and for a list the tags of its options."""

    tag: str
    name: str
    kind: str
    value: str
    at: tuple[int, int]
    options: list[tuple[str, tuple[int, int]]] = field(default_factory=list)
    ends: int = 0


@dataclass(slots=True)
class Form:
    """A form of a page with its controls."""

    action: str | None
    controls: list[Control] = field(default_factory=list)

    def likeness(self, pairs: Pairs) -> int:
        """How many of its hidden fields stand as they were sent."""
        hidden = [(c.name, c.value) for c in self.controls if c.kind == "hidden"]
        return sum(pair in pairs for pair in hidden if pair[0] not in _OURS)


def refilled(page: str, path: str, action: str, pairs: Pairs) -> tuple[str, bool]:
    """The page with the form that is sent to an address filled in; False where it has none.

    `path` is the page's own address, to which a form without an action goes.
    """
    form = _form_of(page, path, action, pairs)
    return (page, False) if form is None else (_edited(page, _edits(page, form, pairs)), True)


def unplaced(page: str, path: str, action: str, pairs: Pairs) -> list[tuple[str, str]]:
    """The fields for which that form of the page has no place; all of them without the form."""
    form = _form_of(page, path, action, pairs)
    known = {control.name for control in form.controls} if form else set[str]()
    return [(name, text) for name, text in pairs if name not in known]


def with_note(page: str, note: str) -> str:
    """The page with some HTML at the head of what it says."""
    found = re.search(r"<main\b[^>]*>", page)
    return page if found is None else page[: found.end()] + note + page[found.end() :]


def _form_of(page: str, path: str, action: str, pairs: Pairs) -> Form | None:
    """Of the forms that are sent to an address the one that is most like what was sent."""
    reader = Forms(page)
    reader.feed(page)
    alike = [form for form in reader.forms if (form.action or path).split("?")[0] == action]
    return max(alike, key=lambda each: each.likeness(pairs), default=None)


def _edits(page: str, form: Form, pairs: Pairs) -> Iterator[Edit]:
    texts: dict[str, list[str]] = defaultdict(list)
    for name, text in pairs:
        texts[name].append(text)
    for control in form.controls:
        if control.name in _OURS or control.kind in _LEFT:
            continue
        sent = texts.get(control.name, [])
        start, end = control.at
        if control.kind in _TICKED:
            is_ticked = control.value in sent
            yield start, end, _with(page[start:end], "checked", "" if is_ticked else None)
        elif control.tag == "select":
            yield from _chosen(page, control, sent)
        elif not sent:
            continue
        elif control.tag == "textarea":
            yield end, control.ends, "\n" + escape(sent.pop(0), quote=False)
        else:
            yield start, end, _with(page[start:end], "value", sent.pop(0))


def _chosen(page: str, control: Control, sent: list[str]) -> Iterator[Edit]:
    """One option where the list takes one, as many as were sent where it takes several."""
    known = {value for value, _at in control.options}
    if control.kind == "multiple":
        chosen = set(sent)
    else:
        chosen = {sent.pop(0)} if sent else set()
        if not chosen <= known or not chosen:
            return
    for value, (start, end) in control.options:
        is_chosen = value in chosen
        yield start, end, _with(page[start:end], "selected", "" if is_chosen else None)


def _with(tag: str, name: str, value: str | None) -> str:
    """A tag with another value of an attribute; without it for None, empty for a bare word."""
    stem = re.match(r"<[a-zA-Z]+", tag)
    if stem is None:
        return tag
    kept, at = "", stem.end()
    while found := _ATTRIBUTE.match(tag, at):
        kept += "" if found[1].lower() == name else found[0]
        at = found.end()
    said = "" if value is None else f' {name}="{escape(value)}"' if name == "value" else f" {name}"
    return stem[0] + said + kept + tag[at:]


def _edited(page: str, edits: Iterable[Edit]) -> str:
    for start, end, text in sorted(edits, reverse=True):
        page = page[:start] + text + page[end:]
    return page


class Forms(HTMLParser):
    """Finds the forms that are posted, with the places of their controls."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[Form] = []
        self._form: Form | None = None
        self._open: Control | None = None
        self._lines = [0]
        for line in page.split("\n"):
            self._lines.append(self._lines[-1] + len(line) + 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a form, a control, or an option of one."""
        known = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = None
            if known.get("method", "").lower() == "post":
                self._form = Form(known.get("action"))
                self.forms.append(self._form)
        elif self._form is None:
            return
        elif tag == "option" and self._open is not None:
            self._open.options.append((known.get("value", ""), self._place()))
        elif tag in ("input", "select", "textarea") and "name" in known:
            kind = "multiple" if "multiple" in known else known.get("type", "text").lower()
            value = known.get("value", "on" if kind in _TICKED else "")
            control = Control(tag, known["name"], kind, value, self._place())
            self._form.controls.append(control)
            self._open = None if tag == "input" else control

    def handle_endtag(self, tag: str) -> None:
        """A control or a form ends."""
        if tag in ("select", "textarea") and self._open is not None:
            self._open.ends, self._open = self._place()[0], None
        elif tag == "form":
            self._form = None

    def _place(self) -> tuple[int, int]:
        line, column = self.getpos()
        start = self._lines[line - 1] + column
        return start, start + len(self.get_starttag_text() or "")
