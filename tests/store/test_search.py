"""Search: exactly what a scan of every text would find, whatever is asked and whatever happened before."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any, cast

from hypothesis import given, settings
from hypothesis import strategies as st

from ipdesk.model.record import WITHDRAWN
from ipdesk.operations import reading
from ipdesk.operations.desk import Desk
from ipdesk.registers.disclosure_rows import Inventor, Objection
from ipdesk.store import spills
from ipdesk.store.database import rows, value
from ipdesk.store.grams import fold
from ipdesk.store.search import containing, offered, search
from ipdesk.store.workspace import Workspace
from ipdesk.store.writing import Writing
from tests.store._records import DISCLOSURES, PROJECTS, RARE, SIGNS, add, change, filled, new, stored

LETTERS = (
    "一种低温光学热链组件的制备方法单曾仇阿依古丽·，。、；：（）“”《》—…-_/%.+#@aAbBcCxX019ＡｂＣ１９㎡①ﬁß \n\u3000"
    + RARE
)
TEXT_FIELDS = ("title", "unit", "problem", "solution", "keywords")


def found(workspace: Workspace, text: str, register: str = "") -> list[int]:
    return [each.id for each in search(workspace.db, text, register)]


def listed(workspace: Workspace, text: str, ids: list[int]) -> list[int]:
    """Return those of the ids that contain a text, as a list in an order of its own is filtered."""
    may = offered(workspace.db, text, "disclosures")
    return list(containing(workspace.db, text, (each for each in ids if each in may)))


def naive(texts: dict[int, list[str]], asked: str) -> list[int]:
    """Return what a scan of every text finds, newest first."""
    needle = fold(asked).strip()
    if not needle:
        return []
    return sorted(
        (entry for entry, parts in texts.items() if any(needle in fold(part) for part in parts)), reverse=True
    )


def drawn_record(chance: random.Random) -> Any:
    def text(most: int) -> str:
        return "".join(chance.choices(LETTERS, k=chance.randint(0, most))).strip()

    values = {name: text(40) for name in TEXT_FIELDS}
    people = tuple(Inventor(name=text(4), contribution=text(12)) for _ in range(chance.randint(0, 2)))
    objections = (Objection(content=text(10)),) if chance.random() < 0.3 else ()
    return new(DISCLOSURES, **values, inventors=people, objections=objections)


def parts_of(record: Any) -> list[str]:
    """Return the texts by which a drawn record may be found."""
    parts = [getattr(record, name) for name in TEXT_FIELDS]
    parts += [part for row in record.inventors for part in (row.name, row.contribution)]
    parts += [row.content for row in record.objections]
    return [record.number, *parts]


def fill(workspace: Workspace, chance: random.Random) -> dict[int, list[str]]:
    """Fill a workspace, then change, withdraw and seal some, and return what each record may be found by."""
    texts: dict[int, list[str]] = {}

    def put(writing: Writing, number: str) -> None:
        held = writing.held(DISCLOSURES, number)
        texts[held.id] = parts_of(held.record)

    with workspace.write() as writing:
        for _ in range(160):
            put(writing, writing.add(DISCLOSURES, drawn_record(chance)).number)
    with workspace.write() as writing:
        for entry in chance.sample(sorted(texts), 60):
            held = writing.held(DISCLOSURES, f"PL-2026-{entry:04}")
            act = chance.choice(("change", "withdraw", "seal"))
            if act == "change":
                fresh = {name: getattr(drawn_record(chance), name) for name in (*TEXT_FIELDS, "inventors")}
                writing.change(DISCLOSURES, held, replace(held.record, **fresh))
                put(writing, held.record.number)
            elif act == "withdraw":
                writing.change(DISCLOSURES, held, replace(held.record, state=WITHDRAWN), "withdraw")
            else:
                spills.seal(writing, DISCLOSURES, held.id, held.record.id, held.record.number, "待核")
                del texts[held.id]
    return texts


def test_search_finds_what_a_scan_finds(workspace: Workspace) -> None:
    texts = fill(workspace, random.Random(20260305))
    parts = sorted({part for each in texts.values() for part in each if part})

    @st.composite
    def asked(draw: st.DrawFn) -> str:
        if draw(st.booleans()):
            return draw(st.text(SIGNS, min_size=1, max_size=3))
        part = draw(st.sampled_from(parts))
        start = draw(st.integers(0, len(part) - 1))
        return part[start : start + draw(st.integers(1, 6))]

    @settings(max_examples=100)
    @given(asked())
    def same(text: str) -> None:
        expected = naive(texts, text)
        assert found(workspace, text) == expected
        assert found(workspace, text.swapcase(), "disclosures") == naive(texts, text.swapcase())
        assert found(workspace, text, "projects") == []
        # The same through a list in an order of its own.
        assert listed(workspace, text, shuffled) == [each for each in shuffled if each in expected]
        assert offered(workspace.db, text, "projects") == frozenset()

    shuffled = random.Random(1).sample([*texts, 9_999], len(texts) + 1)
    same()


def test_every_single_sign_finds_what_a_scan_finds(workspace: Workspace) -> None:
    texts = fill(workspace, random.Random(7))
    for sign in LETTERS + RARE + "龘€":
        assert found(workspace, sign) == naive(texts, sign), repr(sign)
        assert listed(workspace, sign, sorted(texts, reverse=True)) == naive(texts, sign), repr(sign)


def test_rare_signs_latin_marks_and_widths_are_found(workspace: Workspace) -> None:
    add(workspace, PROJECTS, title="𬭎䶮合金 Ｎｂ３Ｓｎ-线材（Ⅱ型）")
    for asked in (
        "𬭎",
        "䶮",
        "𬭎䶮",
        "nb3sn",
        "NB3SN-",
        "ｎｂ３",
        "-线",
        "（",
        "(ii",
        "Ⅱ型",
        "金 n",
        "金\u3000N",
    ):
        assert found(workspace, asked) == [1], asked
    for asked in ("䶮𬭎", "n b", "线材型", "nb3sn线", "", " ", "\n\u3000"):
        assert found(workspace, asked) == [], asked


def test_a_text_is_never_found_across_two_fields(workspace: Workspace) -> None:
    add(workspace, PROJECTS, title="低温", funder="光学")
    for asked in ("温光", "低温 光学", "低温\x1f光学", "\x1f"):
        assert found(workspace, asked) == [], repr(asked)


def test_what_stands_around_a_hit_is_of_the_same_field(workspace: Workspace) -> None:
    add(workspace, PROJECTS, title="甲" * 30 + "热链" + "乙" * 30, funder="资助方")
    (hit,) = search(workspace.db, "热链")
    assert (hit.before, hit.found, hit.after) == ("甲" * 24, "热链", "乙" * 24)
    (hit,) = search(workspace.db, "资助")
    assert (hit.before, hit.found, hit.after) == ("", "资助", "方")


def test_search_runs_over_all_registers_the_newest_first_and_none_twice(workspace: Workspace) -> None:
    with workspace.write() as writing:
        for index in range(300):
            register = (PROJECTS, DISCLOSURES)[index % 2]
            writing.add(register, new(register, title=f"热链 热链 热链{index}"))
    assert found(workspace, "热链") == list(range(300, 0, -1))
    assert found(workspace, "热链", "projects") == list(range(299, 0, -2))
    assert found(workspace, "链 热", "disclosures") == list(range(300, 0, -2))
    assert found(workspace, " ") == []


def test_every_text_field_person_and_link_is_searched_to_the_last(workspace: Workspace) -> None:
    with workspace.write() as writing:
        number = writing.add(DISCLOSURES, filled(DISCLOSURES.record)).number
    for asked in (number, "problem", "inventorsname", "甲name", "乙contribution", "不存在-1", "KY-2026-002"):
        assert len(found(workspace, asked)) == (asked != "inventorsname"), asked


def test_a_new_number_is_found_and_the_old_one_is_not(workspace: Workspace) -> None:
    number = add(workspace, PROJECTS, title="甲")
    change(workspace, PROJECTS, number, number="新-88")
    assert found(workspace, "新-88") == [1]
    assert found(workspace, number) == []


def test_a_linked_number_is_found_under_what_it_is_now(workspace: Workspace) -> None:
    add(workspace, PROJECTS, number="KY-1")
    add(workspace, DISCLOSURES, title="热链", projects=("KY-1",))
    change(workspace, PROJECTS, "KY-1", number="新-88")
    assert stored(workspace, DISCLOSURES, "PL-2026-0001").projects == ("新-88",)
    assert found(workspace, "新-88") == [2, 1]
    assert found(workspace, "KY-1") == []


def test_sealing_takes_a_record_out_of_the_index_at_once(workspace: Workspace, desk: Desk) -> None:
    number = add(workspace, PROJECTS, title="涉密题目")
    assert [each.record.number for each in reading.search_all(desk, "涉密")[0]] == [number]
    with workspace.write() as writing:
        held = writing.held(PROJECTS, number)
        spills.seal(writing, PROJECTS, held.id, held.record.id, number, "待核")
    assert reading.search_all(desk, "涉密") == ([], False)
    assert value(workspace.db, "select count(*) from texts") == 0
    assert rows(workspace.db, "select rowid from grams where grams match '\"zprojects\"'") == []


def test_a_failed_write_leaves_the_index_as_it_was(workspace: Workspace) -> None:
    add(workspace, PROJECTS, title="热链")
    try:
        with workspace.write() as writing:
            held = writing.held(PROJECTS, "KY-2026-001")
            writing.change(PROJECTS, held, replace(cast("Any", held.record), title="光学"))
            writing.add(PROJECTS, new(PROJECTS, title="热链之二"))
            raise KeyboardInterrupt
    except KeyboardInterrupt:
        pass
    assert found(workspace, "热链") == [1]
    assert found(workspace, "光学") == []


def test_more_hits_than_shown_are_announced(workspace: Workspace, desk: Desk) -> None:
    with workspace.write() as writing:
        for _ in range(5):
            writing.add(PROJECTS, new(PROJECTS, title="热链"))
    shown, more = reading.search_all(desk, "热", limit=4)
    assert ([each.record.number[-1] for each in shown], more) == (["5", "4", "3", "2"], True)
    shown, more = reading.search_all(desk, "热", limit=5)
    assert (len(shown), more) == (5, False)
