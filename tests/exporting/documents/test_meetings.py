"""The minutes of a meeting: attendance, votes with recusals, and a place to sign for each who was there."""

from __future__ import annotations

from dataclasses import replace

from ipdesk.exporting.documents.meetings import BLANK_CASES, BLANK_MEMBERS, minutes
from ipdesk.exporting.layout import Document, Grid, Prose, Signatures, texts_of
from ipdesk.model.text import Translator
from ipdesk.paths import resource_path
from ipdesk.registers.meetings import REGISTER, Meeting
from tests.registers.samples import MEETING

ZH = Translator("zh", resource_path("i18n"))
RELEASED, FILED = MEETING.resolutions


def grids(document: Document) -> list[Grid]:
    """Return the tables: attendance and votes."""
    return [each for each in document.sections if isinstance(each, Grid)]


def test_attendance_is_counted() -> None:
    attendance, _ = grids(minutes(REGISTER, MEETING, (), ZH))
    assert attendance.note == "应到 6 人，实到 5 人，其中有表决权 4 人。"
    assert attendance.rows[4] == (5, "区文渊", "委员", "否", "是")


def test_each_case_has_its_votes_and_who_kept_away() -> None:
    _, votes = grids(minutes(REGISTER, MEETING, (), ZH))
    assert votes.rows == (
        ("PG-2026-0005", "一种空间相机低温热链组件", "放弃并由发明人申请", 2, 0, 1, "单雨桐", "是"),
        ("PG-2026-0006", "多孔陶瓷雾化芯", "申请中国专利", 4, 0, 0, "", "是"),
    )


def test_a_resolution_that_lost_is_said_not_to_be_carried_and_one_without_votes_neither() -> None:
    lost = replace(RELEASED, in_favour=1, against=2, abstained=0)
    open_ = replace(FILED, in_favour=None, against=None, abstained=None)
    _, votes = grids(minutes(REGISTER, replace(MEETING, resolutions=(lost, open_)), (), ZH))
    assert [row[-1] for row in votes.rows] == ["否", ""]


def test_reasons_stand_under_the_number_of_their_case() -> None:
    (reasons, course) = (
        each for each in minutes(REGISTER, MEETING, (), ZH).sections if isinstance(each, Prose)
    )
    assert reasons.text.startswith("PG-2026-0005　一种空间相机低温热链组件\n市场窄")
    assert course.text == MEETING.minutes


def test_everybody_who_was_there_signs() -> None:
    signatures = minutes(REGISTER, MEETING, (), ZH).sections[-1]
    assert isinstance(signatures, Signatures)
    assert [each.partition("（")[0] for each in signatures.signers] == [
        "穆存远",
        "单雨桐",
        "仇立新",
        "佟佳音",
        "解敏",
    ]
    assert MEETING.title in signatures.statement


def test_empty_minutes_leave_room_to_write() -> None:
    made = minutes(REGISTER, Meeting(), (), ZH)
    assert [each.blank for each in grids(made)] == [BLANK_MEMBERS, BLANK_CASES]
    (course,) = (each for each in made.sections if isinstance(each, Prose))
    assert not course.text and course.lines > 3


def test_content_that_is_withheld_is_not_in_the_minutes() -> None:
    texts = "\n".join(texts_of(minutes(REGISTER, replace(MEETING, withheld=True), (), ZH)))
    assert "仇立新" not in texts
    assert "市场窄" not in texts
