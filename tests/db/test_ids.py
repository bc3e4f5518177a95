"""Ids of the matcher and rows: whom a scenario imagines has no row, whatever their id ends with."""

from db.ids import expert_id, is_row, known_row, known_rows, mission_id, role_id, row_id


def test_ids_lead_back_to_their_rows() -> None:
    for made in (expert_id(12), mission_id(12), role_id(12)):
        assert row_id(made) == known_row(made) == 12
        assert is_row(made)


def test_nobody_imagined_has_a_row() -> None:
    assert [known_row(each) for each in ("x-1", "e", "", "m1b", "e-12", "e1.5")] == [None] * 6
    assert known_rows(["e3", "x-1", "e12", "e3"]) == {3, 12}
