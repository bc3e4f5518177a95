"""The page of performance is what the results say, pictures included."""

from pathlib import Path
from xml.etree import ElementTree

from benchmarks.commands import report
from benchmarks.folders import PAGES, PICTURES, RESULTS
from benchmarks.growth import growth
from benchmarks.page import filled
from benchmarks.results import read_rows
from tests.benchmarks.measured import row

SVG = "{http://www.w3.org/2000/svg}"


def test_what_stands_between_markers_is_replaced() -> None:
    page = "a\n<!-- table: x -->\nold\n<!-- end -->\nb\n<!-- table: y -->\nkept\n<!-- end -->\n"

    assert filled(page, {"x": "new"}) == page.replace("\nold\n", "\n\nnew\n\n")
    assert filled(filled(page, {"x": "new"}), {"x": "new"}) == filled(page, {"x": "new"})


def test_every_table_has_its_place_on_a_page() -> None:
    rows = [row(), row("ptsp", instance="ptsp/a"), row("mspsp", instance="mspsp/a")]
    rows.append(row("peers", peer="ours"))

    pages = "".join(page.read_text() for page in PAGES)

    tables = list(report.tables(rows))
    assert tables
    assert [name for name in tables if f"<!-- table: {name} -->\n" not in pages] == []


def test_the_pages_are_what_the_results_say() -> None:
    rows = list(read_rows(sorted(RESULTS.glob("*.jsonl"))))

    for page in PAGES:
        assert filled(page.read_text(), report.tables(rows)) == page.read_text()
    for name, picture in report.pictures(rows).items():
        assert (PICTURES / name).read_text() == picture


def test_the_picture_grows_to_the_right_and_upwards() -> None:
    rows = [row(), row(size="continent", instance="continent-1", reading=3.0, peak_mb=900.0)]

    picture = ElementTree.fromstring(growth(rows))

    assert picture.find(f"{SVG}title") is not None
    described = picture.findtext(f"{SVG}desc") or ""
    assert "reading: 0.1 at 60 missions, 3 at 1200 missions" in described
    for line in picture.iter(f"{SVG}polyline"):
        places = [tuple(map(float, place.split(","))) for place in line.attrib["points"].split()]
        assert places == sorted(places)
    reading = next(line for line in picture.iter(f"{SVG}polyline") if "s0" in line.attrib["class"])
    (_, first), (_, last) = (place.split(",") for place in reading.attrib["points"].split())
    assert float(last) < float(first)


def test_a_picture_of_one_size_is_a_picture(tmp_path: Path) -> None:
    assert ElementTree.fromstring(growth([row(tight=True, proven=[])])).tag == f"{SVG}svg"
