"""Problem files: every flaw is named where it is, with its code, all at once."""

import json
from copy import deepcopy

import pytest

from matcher.files import PlanUnreadable, read_plan, read_problem
from matcher.files.documents import parse
from tests.matcher.exhaustive import Json
from tests.matcher.sound import SOUND, Change, drop, flaws, flaws_after, put


def test_sound_document_has_no_flaw() -> None:
    assert len(read_problem(json.dumps(SOUND)).missions) == 2


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "json.empty"),
        (" \n", "json.empty"),
        ("{", "json.broken"),
        ('{"horizon": ["2027-03-01",]}', "json.broken"),
        (b'{"format": "\xff"}', "json.not_utf8"),
        ('{"costs": {}, "costs": {}}', "json.duplicate_key"),
        ('{"experts": [{"load": NaN}]}', "json.not_a_number"),
        ('{"experts": [{"load": -Infinity}]}', "json.not_a_number"),
        ("[" * 100_000, "json.too_deep"),
        ('{"experts": [{"id": "\\ud800"}]}', "json.lone_surrogate"),
        ('{"experts": [{"id": "\ud800"}]}', "json.lone_surrogate"),
        ('{"\\uDFFF": 1}', "json.lone_surrogate"),
        ("1e99999", "json.number_too_large"),
        ('{"horizon": 1e400}', "json.number_too_large"),
        ('{"experts": [{"load": -1.5E+309}]}', "json.number_too_large"),
    ],
    ids=range(15),
)
def test_text_that_is_no_json_is_refused(text: str | bytes, code: str) -> None:
    assert flaws(text) == [("", code)]


def test_number_beyond_all_fractions_is_named_as_it_is_written() -> None:
    _, (huge,) = parse('{"horizon": 1e400}')
    _, (long,) = parse('{"horizon": -' + 200 * "7" + ".5e200}")

    assert huge.facts == {"found": "1e400"}
    assert str(long.facts["found"]) == "-" + 78 * "7" + "…"
    assert parse("[1e308, -0.5, 1e-400]") == ([1e308, -0.5, 0.0], [])


def test_byte_order_mark_is_read_over() -> None:
    assert read_problem(b"\xef\xbb\xbf" + json.dumps(SOUND).encode()).missions


def test_characters_written_as_two_escapes_are_whole() -> None:
    text = json.dumps(SOUND).replace('"e0"', '"\\ud83d\\ude80"')

    assert list(read_problem(text).experts) == ["\N{ROCKET}"]


@pytest.mark.parametrize("text", ["null", "[]", "3", '"problem"'])
def test_json_that_is_no_object_is_refused(text: str) -> None:
    assert flaws(text) == [("", "schema.type")]


@pytest.mark.parametrize("key", ["format", "horizon", "institutions", "experts", "missions"])
def test_section_that_is_missing_is_named(key: str) -> None:
    document = {name: part for name, part in SOUND.items() if name != key}

    assert ("", "schema.required") in flaws(json.dumps(document))


@pytest.mark.parametrize(
    ("pointer", "value", "code"),
    [
        ("/format", "hemicycle/problem@2", "schema.const"),
        ("/experts/0/kind", "king", "schema.enum"),
        ("/experts/0/load", -1, "schema.minimum"),
        ("/experts/0/rest", 1.5, "schema.type"),
        ("/experts/0/busy", ["2027-03-02"], "schema.type"),
        ("/missions/0/length", 0, "schema.minimum"),
        ("/missions/0/length", "2", "schema.type"),
        ("/missions/0/plural", 1, "schema.type"),
        ("/missions/0/priority", 101, "schema.maximum"),
        ("/missions/0/roles", [], "schema.minItems"),
        ("/missions/0/preferred", "March", "schema.pattern"),
        ("/missions/0/preferred", "2027-03-02/noon", "schema.pattern"),
        ("/partners/0/at_once", 0, "schema.minimum"),
        ("/institutions/0/name", "", "schema.minLength"),
        ("/objective", [], "schema.minItems"),
        ("/objective", [{}], "schema.minProperties"),
    ],
)
def test_value_that_breaks_the_schema_is_named(pointer: str, value: object, code: str) -> None:
    found = flaws_after(put(pointer, value))

    assert len(found) == 1
    assert found[0][0].startswith(pointer)
    assert found[0][1] == code


@pytest.mark.parametrize(
    "pointer", ["/horizont", "/experts/0/nme", "/missions/0/roles/0/level", "/pins/m0/date"]
)
def test_key_that_is_not_known_is_named(pointer: str) -> None:
    assert flaws_after(put(pointer, 1)) == [(pointer, "schema.unknown_key")]


@pytest.mark.parametrize(
    ("pointer", "value", "at"),
    [
        ("/domains/1/parent", "zz", ""),
        ("/experts/0/institution", "zz", ""),
        ("/experts/0/domains", {"zz": 1}, "/zz"),
        ("/experts/0/prefers", ["ht", "zz"], "/1"),
        ("/experts/0/excludes", ["zz"], "/0"),
        ("/missions/0/partner", "zz", ""),
        ("/missions/0/institution", "zz", ""),
        ("/missions/0/programme", "zz", ""),
        ("/missions/0/banned", ["e0", "zz"], "/1"),
        ("/missions/0/after", [{"mission": "zz"}], "/0/mission"),
        ("/missions/0/roles/0/institutions", ["zz"], "/0"),
        ("/missions/0/roles/0/domains", {"zz": 1}, "/zz"),
        ("/programmes/0/by_institution", {"zz": 1}, "/zz"),
        ("/pins/zz", {"start": "2027-03-02"}, ""),
        ("/pins/m0/team/r", ["zz"], "/0"),
    ],
)
def test_id_that_nothing_has_is_named(pointer: str, value: object, at: str) -> None:
    assert flaws_after(put(pointer, value)) == [(pointer + at, "id.unknown")]


def test_role_that_a_pinned_mission_does_not_have_is_named() -> None:
    found = flaws_after(put("/pins/m0/team/s", ["e0"]))

    assert found == [("/pins/m0/team/s", "role.unknown")]


def test_expert_pinned_twice_in_a_role_is_named() -> None:
    assert flaws_after(put("/pins/m0/team/r", ["e0", "e0"])) == [
        ("/pins/m0/team/r/1", "pin.duplicate")
    ]


@pytest.mark.parametrize(
    "section", ["institutions", "partners", "domains", "experts", "missions", "programmes"]
)
def test_id_that_two_have_is_named(section: str) -> None:
    def twice(document: Json) -> None:
        document[section].append(document[section][0])

    place = f"/{section}/{len(SOUND[section])}/id"
    assert flaws_after(twice) == [(place, "id.duplicate")]


def test_role_id_that_two_have_is_named() -> None:
    found = flaws_after(put("/missions/1/roles", [{"id": "r"}, {"id": "s"}, {"id": "r"}]))

    assert found == [("/missions/1/roles/2/id", "id.duplicate")]


def test_zone_that_is_not_known_is_named() -> None:
    for name in ("Mars/Olympus", "../etc/passwd", "America", "/UTC", "Europe/paris\x00"):
        found = flaws_after(
            put("/institutions/0/timezone", name), put("/partners/0/timezone", name)
        )

        assert found == [
            ("/institutions/0/timezone", "timezone.unknown"),
            ("/partners/0/timezone", "timezone.unknown"),
        ]


@pytest.mark.parametrize(
    ("pointer", "value", "at", "code"),
    [
        ("/horizon", ["2027-03-12", "2027-03-01"], "", "range.ends_before_start"),
        ("/missions/0/window", ["2027-03-05", "2027-03-02"], "", "range.ends_before_start"),
        ("/missions/0/window", ["2027-03-05/pm", "2027-03-05/am"], "", "range.ends_before_start"),
        ("/missions/0/closed", [["2027-03-05", "2027-03-02"]], "/0", "range.ends_before_start"),
        ("/institutions/0/closed", [["2027-03-05", "2027-03-02"]], "/0", "range.ends_before_start"),
        ("/partners/0/closed", [["2027-03-05", "2027-03-02"]], "/0", "range.ends_before_start"),
        ("/experts/0/busy", [["2027-03-05", "2027-03-02"]], "/0", "range.ends_before_start"),
        ("/experts/0/busy", [["2027-02-28", "2027-02-30"]], "/0/1", "moment.no_such_date"),
        ("/missions/0/window", ["2027-02-29", "2027-03-02"], "/0", "moment.no_such_date"),
        ("/missions/0/preferred", "2027-13-01", "", "moment.no_such_date"),
        ("/missions/0/preferred", "0000-01-01", "", "moment.no_such_date"),
        ("/pins/m0/start", "2027-02-30", "", "moment.no_such_date"),
        ("/published", {"gone": {"start": "2027-02-30"}}, "/gone/start", "moment.no_such_date"),
        ("/missions/0/window", ["2027-02-28", "2027-03-02"], "/0", "moment.outside_horizon"),
        ("/missions/0/window", ["2027-03-02", "2027-03-13"], "/1", "moment.outside_horizon"),
        ("/pins/m0/start", "2027-03-13", "", "moment.outside_horizon"),
        ("/horizon", ["2027-03-01/am", "2027-03-12"], "/0", "horizon.half_day"),
    ],
)
def test_date_that_cannot_be_is_named(pointer: str, value: object, at: str, code: str) -> None:
    found = flaws_after(put(pointer, value))

    assert (pointer + at, code) in found
    if pointer != "/horizon":
        assert len(found) == 1


def test_range_of_one_half_day_is_sound() -> None:
    for half in ("", "/am", "/pm"):
        window = [f"2027-03-05{half}", f"2027-03-05{half}"]
        document = deepcopy(SOUND)
        put("/missions/0/window", window)(document)

        assert len(read_problem(json.dumps(document)).missions) == 2


def test_closures_and_busy_ranges_may_leave_the_horizon() -> None:
    document = deepcopy(SOUND)
    put("/experts/0/busy", [["2020-01-01", "2030-01-01"]])(document)
    put("/partners/0/closed", [["2020-01-01", "2020-01-02"]])(document)
    put("/published", {"gone": {"start": "2020-01-01", "team": {"r": ["nobody"]}}})(document)

    assert read_problem(json.dumps(document)).published


@pytest.mark.parametrize("venue", ["abroad", "remote", "home"])
def test_venue_without_its_place_is_named(venue: str) -> None:
    found = flaws_after(put("/missions/0/venue", venue), drop("missions", 0, "partner"))

    assert found == [("/missions/0", "mission.place_missing")]


def test_cycles_are_named_once() -> None:
    found = flaws_after(
        put("/domains/0/parent", "drafting"),
        put("/missions/0/after", [{"mission": "m1"}]),
        put("/missions/1/after", [{"mission": "m0"}]),
    )

    assert found == [("/domains/0", "domain.cycle"), ("/missions/0", "after.cycle")]


def test_mission_after_itself_is_a_cycle() -> None:
    assert flaws_after(put("/missions/1/after", [{"mission": "m1"}])) == [
        ("/missions/1", "after.cycle")
    ]


def test_long_chain_is_no_cycle() -> None:
    document = deepcopy(SOUND)
    chain = [{"id": f"d{k}", "parent": f"d{k + 1}"} for k in range(3000)]
    document["domains"] = [*chain, {"id": "d3000"}]

    assert len(read_problem(json.dumps(document)).domains) == 3001


def test_everything_wrong_is_said_at_once() -> None:
    found = flaws_after(
        put("/experts/0/institution", "zz"),
        put("/experts/0/prefers", ["yy"]),
        put("/experts/0/busy", [["2027-03-05", "2027-03-02"], ["2027-02-30", "2027-03-02"]]),
        put("/missions/0/partner", "zz"),
        put("/missions/0/preferred", "2027-02-30"),
        put("/missions/0/after", [{"mission": "zz"}]),
        put("/missions/1/length", 0),
        put("/partners/0/timezone", "Mars"),
        put("/pins/m0/start", "2028-01-01"),
    )

    assert found == [
        ("/experts/0/busy/0", "range.ends_before_start"),
        ("/experts/0/busy/1/0", "moment.no_such_date"),
        ("/experts/0/institution", "id.unknown"),
        ("/experts/0/prefers/0", "id.unknown"),
        ("/missions/0/after/0/mission", "id.unknown"),
        ("/missions/0/partner", "id.unknown"),
        ("/missions/0/preferred", "moment.no_such_date"),
        ("/missions/1/length", "schema.minimum"),
        ("/partners/0/timezone", "timezone.unknown"),
        ("/pins/m0/start", "moment.outside_horizon"),
    ]


def test_flaws_of_both_kinds_inside_one_item_are_said_at_once() -> None:
    found = flaws_after(
        put("/missions/0/length", 0),
        put("/missions/0/partner", "zz"),
        put("/missions/0/window", ["2027-03-05", "2027-03-02"]),
        put("/experts/0/kind", "king"),
        put("/experts/0/institution", "zz"),
    )

    assert found == [
        ("/experts/0/institution", "id.unknown"),
        ("/experts/0/kind", "schema.enum"),
        ("/missions/0/length", "schema.minimum"),
        ("/missions/0/partner", "id.unknown"),
        ("/missions/0/window", "range.ends_before_start"),
    ]


def test_pointer_escapes_what_json_pointer_escapes() -> None:
    assert flaws_after(put("/experts/0/domains", {"a/b~c": 1})) == [
        ("/experts/0/domains/a~1b~0c", "id.unknown")
    ]


@pytest.mark.parametrize(
    ("pointer", "value", "code"),
    [
        ("/experts/0/days_max", 10**19, "number.too_large"),
        ("/experts/0/load", 10**19, "number.too_large"),
        ("/missions/0/length", 10**9, "number.too_large"),
        ("/missions/0/roles/0/count", 10**8, "number.too_large"),
        ("/programmes/0/budget_max", 10**19, "number.too_large"),
        ("/costs", {"per_diem": {"ht": 10**19}}, "number.too_large"),
        ("/objective", [{"burden": 10**30}], "number.too_large"),
        ("/horizon", ["0001-01-01", "0001-12-31"], "horizon.too_far"),
        ("/horizon", ["1900-01-01", "2199-12-31"], "horizon.too_long"),
    ],
)
def test_number_past_all_need_is_named(pointer: str, value: object, code: str) -> None:
    found = flaws_after(put(pointer, value))

    assert code in {named for _, named in found}


@pytest.mark.parametrize(
    ("change", "at", "code"),
    [
        (put("/format", "hemicycle/plan@2"), "/format", "schema.const"),
        (put("/status", "best"), "/status", "schema.enum"),
        (put("/missions/m0/start", "2027-02-30"), "/missions/m0/start", "moment.no_such_date"),
        (put("/missions/m0/boss", "e0"), "/missions/m0/boss", "schema.unknown_key"),
        (put("/missions/m0/team/r", "e0"), "/missions/m0/team/r", "schema.type"),
    ],
)
def test_flaw_of_a_plan_is_named(change: Change, at: str, code: str) -> None:
    file: Json = {
        "format": "hemicycle/plan@1",
        "status": "feasible",
        "missions": {"m0": {"start": "2027-03-02", "team": {"r": ["e0"]}}},
    }
    change(file)

    with pytest.raises(PlanUnreadable) as caught:
        read_plan(json.dumps(file), read_problem(json.dumps(SOUND)).horizon)

    assert [(flaw.pointer, flaw.code) for flaw in caught.value.flaws] == [(at, code)]
