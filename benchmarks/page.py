"""A page whose tables are what the results say: text between markers is replaced."""

import re

MARK = re.compile(r"<!-- table: (?P<name>[\w-]+) -->\n.*?<!-- end -->", re.S)


def filled(page: str, tables: dict[str, str]) -> str:
    """The page with every table that is known between its markers; others stay as they are."""

    def replaced(found: re.Match[str]) -> str:
        name = found["name"]
        if name not in tables:
            return found[0]
        return f"<!-- table: {name} -->\n\n{tables[name]}\n\n<!-- end -->"

    return MARK.sub(replaced, page)
