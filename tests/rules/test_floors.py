"""Statutory floors are read strictly and chosen by the day of the event; those we ship say what the law says."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.paths import resource_path
from ipdesk.rules.files import WrongRule
from ipdesk.rules.floors import Floors, read_floors
from tests.rules.lists import BASIS

HEAD = f"""id = "trial"
version = "1"
label = {{ zh = "下限", en = "Floors" }}
note = {{ zh = "约定在先。", en = "What was agreed comes first." }}
{BASIS}
"""
WORDS = """label = { zh = "奖金", en = "Award" }
of = { zh = "每项专利", en = "each patent" }
event = { zh = "授权公告", en = "announcement of the grant" }
"""
AWARD = f"""
[[floor]]
id = "award"
applies_to = ["award"]
value = 4000
unit = "yuan"
{WORDS}{BASIS}
effective_from = 2024-01-20
"""
FORMER = AWARD.replace("4000", "3000").replace("2024-01-20", "2010-02-01") + "effective_to = 2024-01-19\n"
SHARE = AWARD.replace('"award"', '"transfer"').replace("4000", "50").replace('"yuan"', '"percent"')
TRIAL = HEAD + FORMER + AWARD + SHARE
CHANGE = date(2024, 1, 20)


def shipped() -> Floors:
    path = resource_path("rules", "floors", "reward.toml")
    return read_floors(path.name, path.read_text(encoding="utf-8"))


def values(floors: Floors, day: date, use: str = "", patent: str = "") -> list[int]:
    return [floor.value for floor in floors.floors_on(day, use, patent)]


def test_the_floor_is_that_of_the_day_of_the_event() -> None:
    made = read_floors("下限.toml", TRIAL)
    assert values(made, CHANGE - timedelta(days=1), "award") == [3000]
    assert values(made, CHANGE, "award") == [4000]
    assert values(made, date(2010, 1, 31)) == []
    assert values(made, date(2030, 1, 1)) == [4000, 50]


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_no_floor_holds_twice_on_a_day(day: date) -> None:
    for made in (read_floors("x", TRIAL), shipped()):
        found = [floor.id for floor in made.floors_on(day)]
        assert len(set(found)) == len(found)


@pytest.mark.parametrize(
    ("use", "patent", "value", "unit", "confidence"),
    [
        ("award", "invention", 4000, "yuan", "C"),
        ("award", "utility-model", 1500, "yuan", "C"),
        ("award", "design", 1500, "yuan", "C"),
        ("transfer", "", 50, "percent", "C"),
        ("licence", "invention", 50, "percent", "C"),
        ("equity", "", 50, "percent", "C"),
        ("self-implementation", "", 5, "percent", "C"),
        ("joint-implementation", "", 5, "percent", "C"),
        ("division", "", 50, "percent", "S"),
        ("defence-compensation", "", 50, "percent", "C"),
    ],
)
def test_what_we_ship_is_what_the_law_says(
    use: str, patent: str, value: int, unit: str, confidence: str
) -> None:
    (floor,) = shipped().floors_on(date(2026, 11, 22), use, patent)
    assert (floor.value, floor.unit) == (value, unit)
    assert {basis.confidence for basis in floor.basis} == {confidence}


def test_where_the_figures_stand_in_the_law() -> None:
    bases = {floor.id: [str(basis) for basis in floor.basis] for floor in shipped().floors}
    assert bases["award.invention"] == bases["award.other"] == ["专利法实施细则第九十三条"]
    for id in ("income", "equity", "profit"):
        assert bases[id] == ["促进科技成果转化法第四十五条", "专利法实施细则第九十四条"]
    assert bases["main-contributors"] == ["国发〔2016〕16号（六）"]
    assert bases["defence-compensation"] == ["国防专利条例第二十七条"]


def test_the_terms_of_what_we_ship() -> None:
    floors = {floor.id: floor for floor in shipped().floors}
    assert floors["award.invention"].within_months == floors["award.other"].within_months == 3
    assert floors["award.invention"].effective_from == CHANGE
    assert (floors["profit"].years_least, floors["profit"].years_most) == (3, 5)
    assert {id for id, floor in floors.items() if floor.binds_state} == {"income", "equity", "profit"}
    assert values(shipped(), date(2024, 1, 19), "award") == []  # the figures before are not known here


def test_it_says_what_comes_before_the_floors() -> None:
    made = shipped()
    assert "约定" in made.note.zh and "agreed" in made.note.en
    assert [basis.article for basis in made.basis] == ["第九十二条至第九十四条", "第四十四条、第四十五条"]


WRONG = {
    "no TOML": (TRIAL + "\n= 3", "TOML"),
    "no floor": (HEAD, "no floor"),
    "no note": (HEAD.replace("note =", "nota =") + AWARD, "missing"),
    "misspelt key": (TRIAL + "efective_to = 2030-01-01\n", "not known"),
    "no basis": (HEAD + AWARD.replace(BASIS, ""), "basis"),
    "unknown use": (HEAD + AWARD.replace('["award"]', '["prize"]'), "known are"),
    "unknown kind of patent": (HEAD + AWARD + 'patents = ["variety"]\n', "known are"),
    "no use": (HEAD + AWARD.replace('["award"]', "[]"), "missing"),
    "unknown unit": (HEAD + AWARD.replace('"yuan"', '"dollar"'), "known are"),
    "over a hundred percent": (HEAD + SHARE.replace("50", "101"), "does not do"),
    "nothing": (HEAD + AWARD.replace("4000", "0"), "does not do"),
    "no whole number": (HEAD + AWARD.replace("4000", "4000.5"), "does not do"),
    "one language": (HEAD + AWARD.replace(', en = "Award"', ""), "English"),
    "holds twice": (HEAD + AWARD + AWARD, "twice on some days"),
    "overlaps by a day": (TRIAL.replace("2024-01-19", "2024-01-20"), "twice on some days"),
    "ends before it begins": (HEAD + AWARD + "effective_to = 2024-01-19\n", "ends before"),
    "years without an end": (HEAD + AWARD + "years_least = 3\n", "least and a most"),
    "years upside down": (HEAD + AWARD + "years_least = 5\nyears_most = 3\n", "least and a most"),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_floors_are_refused_with_file_line_and_reason(name: str) -> None:
    text, about = WRONG[name]
    with pytest.raises(WrongRule) as error:
        read_floors("下限.toml", text)
    reason = error.value.reason
    assert about in " ".join([reason.id, *(str(each) for each in reason.args.values())])
    assert error.value.file == "下限.toml"
    assert 1 <= error.value.line <= text.count("\n") + 1


def test_the_line_is_the_one_to_mend() -> None:
    text = TRIAL.replace("value = 50", "value = 500")
    with pytest.raises(WrongRule) as error:
        read_floors("x", text)
    assert text.split("\n")[error.value.line - 1] == "value = 500"


@given(st.integers(0, len(TRIAL)), st.text(st.sampled_from('[]{}="#\n\\ aé零'), min_size=1, max_size=6))
def test_floors_written_over_are_refused_or_whole(at: int, over: str) -> None:
    text = TRIAL[:at] + over + TRIAL[at + len(over) :]
    try:
        made = read_floors("x.toml", text)
    except WrongRule as error:
        assert error.line >= 1
    else:
        assert made.floors
