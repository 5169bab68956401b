"""Closed quarters: kept as they were handed in, corrected by number and reason, and silent about what was sealed or purged."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from ipdesk.model.errors import Incomplete, NotFound, Refused, Stale, WrongValue
from ipdesk.model.report_periods import ReportPeriod
from ipdesk.operations import (
    period_content,
    period_documents,
    quarter_values,
    quarters,
    records,
    report_words,
    rule_files,
    spills,
)
from ipdesk.operations.desk import Desk
from ipdesk.operations.figures import figures
from ipdesk.operations.indicator_rules import INDICATORS
from ipdesk.operations.period_documents import Edition, content_of, write_period
from ipdesk.registers import register
from ipdesk.store import audit
from ipdesk.store.checking import check
from tests.conftest import SetClock
from tests.operations.cases import DISCLOSURES, MARKER, everything_in, said

Q4 = ReportPeriod(2025, 4)
TITLE = f"=一种支座{MARKER}"
PATENTS, PEOPLE, SECRETS = register("patents"), register("people"), register("secrets")
ORDER = {"number": "销毁2026-1", "day": "2026-03-05", "reason": "超出本机允许的密级"}


def add_filing(desk: Desk, day: str = "2025-11-03", **values: Any) -> str:
    """Add an application of the quarter."""
    given = {"level": "internal", "title": "一种支座", "kind": "invention", "filed_on": day, **values}
    return records.add(desk, PATENTS, [given])[0].number


@pytest.fixture
def busy(desk: Desk) -> Desk:
    """Return a desk in whose last quarter something happened: a disclosure with a title like a formula, two filings, a person."""
    disclosed = {"title": TITLE, "level": "internal", "unit": "一室", "submitted": "2025-11-20", "completed": "2025-11-01"}  # fmt: skip
    records.add(desk, DISCLOSURES, [disclosed])
    add_filing(desk)
    add_filing(desk, "2025-12-31", title="一种泵体")
    person = {"number": "A1", "level": "internal", "name": "单雨桐", "employment": "permanent", "unit": "一室", "joined": "2025-10-01"}  # fmt: skip
    records.add(desk, PEOPLE, [person])
    return desk


def written(desk: Desk, to: Path, edition: Edition = period_documents.WHOLE) -> bytes:
    """Write the quarter and return the file."""
    write_period(desk, Q4, to, edition)
    return to.read_bytes()


def test_a_closed_quarter_is_the_same_file_after_later_changes(
    busy: Desk, tmp_path: Path, clock: SetClock
) -> None:
    made = quarters.close_period(busy, Q4)
    assert (made.closing.number, made.content.versions[0].serial) == (0, made.stamp.name())
    first = {name: written(busy, tmp_path / name) for name in ("一.xlsx", "一.pdf")}
    english = written(busy, tmp_path / "en.xlsx", Edition(language="en"))
    clock.forward(days=40)
    add_filing(busy)
    records.change(busy, PEOPLE, "A1", {"name": "改名", "unit": "二室"})
    report_words.set_note(busy, Q4, "F1", "以后才写的说明")
    for name, data in first.items():
        assert written(busy, tmp_path / f"二{name[-5:]}") == data, name
    assert written(busy, tmp_path / "en2.xlsx", Edition(language="en")) == english
    held = quarters.closed(busy, Q4)
    assert held.content == quarters.closed(busy, Q4, 0).content and held.content.line("F1").now == 2  # type: ignore[union-attr]


def test_what_is_kept_is_what_was_told(busy: Desk) -> None:
    now = {language: period_content.content_now(busy, Q4, language) for language in ("zh", "en")}
    quarters.close_period(busy, Q4)
    for language, content in now.items():
        held = quarters.closed(busy, Q4, language=language).content
        assert (held.lines, held.parts, held.marking) == (content.lines, content.parts, content.marking)
        for one, other in zip(held.sheets, content.sheets, strict=True):
            assert (one.key, one.rows, one.masks, one.note) == (
                other.key,
                other.rows,
                other.masks,
                other.note,
            )
            assert [each.label for each in one.columns] == [each.label for each in other.columns]
        assert held.language == language and not content.nil
    assert now["zh"].name != now["en"].name and now["zh"].lines[0].label != now["en"].lines[0].label


def test_a_quarter_that_somebody_closes_meanwhile_is_closed_once(
    busy: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = period_content.content_now

    def slow(*given: Any, **more: Any) -> Any:
        monkeypatch.setattr(quarters, "content_now", real)
        quarters.close_period(busy, Q4)
        return real(*given, **more)

    monkeypatch.setattr(quarters, "content_now", slow)
    with pytest.raises(Stale):
        quarters.close_period(busy, Q4)
    assert [each.number for each in quarters.closings(busy)] == [0]


def test_a_late_entry_is_a_numbered_correction_with_cells_and_reason(busy: Desk, tmp_path: Path) -> None:
    quarters.close_period(busy, Q4)
    with pytest.raises(Incomplete):
        quarters.close_period(busy, Q4, "  ")
    with pytest.raises(Refused) as refused:
        quarters.close_period(busy, Q4, "无")
    assert "No figure" in said(refused.value)
    assert quarters.late_changes(busy, Q4) == ()
    before = written(busy, tmp_path / "原.xlsx")
    add_filing(busy)
    cells = [(each.code, each.what, each.was, each.now) for each in quarters.late_changes(busy, Q4, "en")]
    assert ("F1", "This period", "2", "3") in cells and ("F1", "Year to date", "2", "3") in cells
    assert {code for code, *_ in cells} <= {"F1", "A1-gate"}
    made = quarters.close_period(busy, Q4, " 补录申请 ")
    version = made.content.versions[1]
    assert (version.number, version.reason, version.by) == (1, "补录申请", "李明")
    english = quarters.closed(busy, Q4, language="en").content.versions[1]
    assert [(each.code, each.what, each.was, each.now) for each in english.changes] == cells
    assert quarters.closed(busy, Q4, 0).content.line("F1").now == 2  # type: ignore[union-attr]
    assert written(busy, tmp_path / "原二.xlsx", Edition(version=0)) == before
    book = load_workbook(BytesIO(written(busy, tmp_path / "更正.xlsx")))
    corrections = "\n".join(
        str(row) for sheet in book if sheet.title == "更正" for row in sheet.iter_rows(values_only=True)
    )
    assert "补录申请" in corrections and "F1" in corrections
    assert [(each.period, each.number, each.reason) for each in quarters.closings(busy)] == [
        ("2025Q4", 0, ""),
        ("2025Q4", 1, "补录申请"),
    ]
    acts = [each.act for each in audit.entries(busy.workspace.db)]
    assert acts.count("close-period") == acts.count("correct-period") == 1
    with pytest.raises(NotFound):
        quarters.closed(busy, Q4, 2)


def test_a_quarter_that_is_not_over_is_not_closed(desk: Desk, clock: SetClock) -> None:
    first = ReportPeriod(2026, 1)
    with pytest.raises(Refused) as refused:
        quarters.close_period(desk, first)
    assert "not over" in said(refused.value)
    clock.forward(days=27)  # 1 April
    assert quarters.close_period(desk, first).content.nil, "nothing happened"
    with pytest.raises(NotFound):
        quarters.closed(desk, Q4)
    with pytest.raises(NotFound):
        content_of(desk, Q4, Edition(version=1))


def test_a_nil_report_says_so_in_both_files(desk: Desk, tmp_path: Path) -> None:
    made = period_content.content_now(desk, Q4, "en")
    assert made.nil and made.line("F1").now == 0 and made.line("U3").now is None  # type: ignore[union-attr]
    for name in ("零.xlsx", "零.pdf"):
        assert write_period(desk, Q4, tmp_path / name).records == 0
    cover = load_workbook(tmp_path / "零.xlsx").worksheets[0]
    assert any("零报" in str(row) for row in cover.iter_rows(values_only=True))


def purge(desk: Desk, other: Desk, number: str) -> None:
    """Seal and purge a disclosure, as two people."""
    spills.seal(desk, DISCLOSURES, number, "上级通知")
    spills.purge(desk, DISCLOSURES, number, ORDER)
    spills.purge(other, DISCLOSURES, number, ORDER)


def test_a_purge_takes_the_rows_and_quotes_and_leaves_the_figures(
    busy: Desk, as_user: Callable[..., Desk], tmp_path: Path
) -> None:
    report_words.set_note(busy, Q4, "D2", f"因{TITLE}迟交")
    report_words.set_note(busy, Q4, "F1", "与此无关")
    report_words.set_text(busy, Q4, f"本季度披露{TITLE}一项。")
    closed = quarters.close_period(busy, Q4)
    days = closed.content.line("D2")
    assert days is not None and days.now == Decimal("19.0")
    before = written(busy, tmp_path / "前.xlsx")
    number = "PL-2026-0001"
    spills.seal(busy, DISCLOSURES, number, "误封")
    sealed = quarters.closed(busy, Q4).content
    assert sealed.gone >= 2 and MARKER not in str(sealed.sheets) and sealed.line("D2") == days
    spills.unseal(as_user("reviewer"), DISCLOSURES, number, "误封")
    assert written(busy, tmp_path / "又.xlsx") == before, "what was sealed by mistake is told again"
    purge(busy, as_user("reviewer"), number)
    assert MARKER not in everything_in(busy)
    held = quarters.closed(busy, Q4)
    line = held.content.line("D2")
    assert line is not None and (line.now, line.note) == (days.now, "")
    assert held.content.line("F1").note == "与此无关" and held.content.text == ""  # type: ignore[union-attr]
    paper = write_period(busy, Q4, tmp_path / "后.xlsx")
    assert paper.stamp.serial != closed.closing.serial, "other bytes never bear the stamp of the closing"
    assert len(paper.notices) == 1
    cover = "\n".join(
        str(row) for row in load_workbook(tmp_path / "后.xlsx").worksheets[0].iter_rows(values_only=True)
    )
    assert "后来已封存或销毁" in cover
    assert check(busy.workspace.db).whole


def test_a_level_leaves_rows_out_and_counts_them(busy: Desk, tmp_path: Path) -> None:
    secret = {"title": "青松二号", "level": "trade", "grade": "important", "recognised_on": "2025-11-05"}
    records.add(busy, SECRETS, [secret])
    report_words.set_note(busy, Q4, "F1", "青松二号未申请")
    whole = period_content.content_now(busy, Q4)
    capped = period_content.content_now(busy, Q4, highest_level="internal")
    assert "青松二号" in str(whole.sheets) and "青松二号" not in str(capped.sheets)
    assert capped.left_out > 0 and whole.left_out == 0 and capped.lines == whole.lines
    assert (whole.marking.handling, capped.marking.handling) == ("trade-important", "internal")
    with pytest.raises(WrongValue):
        period_content.content_now(busy, Q4, highest_level="secret")
    quarters.close_period(busy, Q4)
    add_filing(busy)
    held, of = content_of(busy, Q4, Edition(highest_level="internal"))
    assert of is not None and held.versions and held.line("F1").now == 2, "as it was closed, not as it is now"  # type: ignore[union-attr]
    assert "青松二号" not in str(held.sheets) and held.left_out == capped.left_out
    assert held.line("F1").note == "", "what bears no level is not told at one"  # type: ignore[union-attr]
    assert [each.key for each in held.sheets] == [each.key for each in whole.sheets]
    paper = write_period(busy, Q4, tmp_path / "内部.xlsx", Edition(highest_level="internal"))
    assert (paper.withheld, paper.left_out) == (0, capped.left_out)
    assert paper.stamp.serial == of.closing.serial + 1
    assert any("left out" in each.id for each in paper.notices), "rows above a level are not called sealed"


def test_a_masked_edition_names_nobody_and_no_title_on_any_sheet(busy: Desk, tmp_path: Path) -> None:
    report_words.set_note(busy, Q4, "D2", "王明迟交")
    quarters.close_period(busy, Q4)
    for close in (Q4, ReportPeriod(2025)):
        made, _ = content_of(busy, close, Edition(masked=True))
        assert made.masked and any(sheet.rows for sheet in made.sheets)
        for word in (MARKER, "支座", "泵体", "雨桐"):
            assert word not in str(made.sheets), word
        assert [each.now for each in made.lines] == [each.now for each in content_of(busy, close)[0].lines]
    for name in ("遮.xlsx", "遮.pdf"):
        paper = write_period(busy, Q4, tmp_path / name, Edition(masked=True))
        assert paper.stamp.serial != quarters.closed(busy, Q4).closing.serial
    cells = [cell for sheet in load_workbook(tmp_path / "遮.xlsx") for row in sheet.iter_rows(values_only=True) for cell in row]  # fmt: skip
    assert not any(word in str(cell) for cell in cells for word in (MARKER, "支座", "雨桐", "王明", "李明"))
    assert any(cell == "A1" for cell in cells)


def test_every_figure_opens_to_its_rows(busy: Desk) -> None:
    made, told = period_content.content_now(busy, Q4, "en"), figures(busy, Q4)
    for each in told.told:
        rows = period_content.rows_behind(made, each.indicator.code).rows
        counted = [row for row in rows if row.cells[-3] == "counted"]
        assert len(counted) == len(each.now.rows), each.indicator.code
        assert {row.entry for row in counted} == {row.entry for row in each.now.rows}


def test_a_part_that_is_another_is_corrected_too(busy: Desk) -> None:
    """Its figure stays: a person of another unit changes two lines of what was handed in."""
    quarters.close_period(busy, Q4)
    records.change(busy, PEOPLE, "A1", {"unit": "二室"})
    cells = [(each.code, each.what, each.was, each.now) for each in quarters.late_changes(busy, Q4, "zh")]
    assert cells == [("P1", "所在部门：二室", "", "0.0"), ("P1", "所在部门：一室", "0.0", "")]
    made = quarters.close_period(busy, Q4, "部门登记有误")
    assert [each.code for each in made.content.versions[1].changes] == ["P1", "P1"]


def test_a_masked_edition_hides_whose_part_was_corrected(desk: Desk) -> None:
    """The kinds of some rows are what somebody wrote: an agency here."""
    number = add_filing(desk, agency="某某代理所", agency_scores=[{"day": "2025-11-05", "drafting": "80"}])
    quarters.close_period(desk, Q4)
    records.change(
        desk,
        PATENTS,
        number,
        {"agency": "另一代理所", "inventors": [{"name": "王芳", "unit": "一室"}]},
    )
    quarters.close_period(desk, Q4, "代理机构登记有误")
    told = [each.what for each in quarters.closed(desk, Q4).content.versions[1].changes]
    assert "类别：另一代理所" in told and "所在部门：一室" in told
    made, _ = content_of(desk, Q4, Edition(masked=True))
    hidden = [each.what for each in made.versions[1].changes]
    assert "所在部门：一室" in hidden and not any("代理所" in each for each in hidden)


def test_aims_are_set_by_the_year_and_audited(busy: Desk) -> None:
    assert report_words.set_aim(busy, 2025, "D2", "20") and not report_words.set_aim(
        busy, 2025, "D2", " 20.00 "
    )
    made = period_content.content_now(busy, Q4, "en")
    line = made.line("D2")
    assert line is not None and (line.aim, line.target, line.meets) == ("≤ 20 d", Decimal(20), True)
    assert period_content.content_now(busy, ReportPeriod(2026, 1)).line("D2").target is None  # type: ignore[union-attr]
    found = next(each for each in audit.entries(busy.workspace.db) if each.act == "report-words")
    assert found.values == {"period": "2025", "kind": "aim", "code": "D2", "was": "", "now": "20"}
    assert report_words.set_aim(busy, 2025, "D2", "") and not report_words.set_aim(busy, 2025, "D2", "")
    for raw in ("viel", "-1", "NaN", "1e12", "∞"):
        with pytest.raises(WrongValue):
            report_words.set_aim(busy, 2025, "D2", raw)
    with pytest.raises(Refused):
        report_words.set_aim(busy, 2025, "F1", "10")
    with pytest.raises(NotFound):
        report_words.set_aim(busy, 2025, "U2", "10")


def test_an_aim_falls_away_when_nothing_is_scored_any_more(busy: Desk) -> None:
    report_words.set_aim(busy, 2025, "D2", "20")
    text = INDICATORS.shipped_text("indicators").replace('version = "2026-11"', 'version = "本所-1"')
    head, _, rest = text.partition('code = "D2"\n')
    own = head + 'code = "D2"\n' + rest.replace("scored = true\n", "", 1)
    rule_files.install_text(busy, INDICATORS, "indicators.toml", own)
    line = period_content.content_now(busy, Q4).line("D2")
    assert line is not None and (line.scored, line.target, line.meets) == (False, None, None)


def test_notes_and_the_account_are_audited_without_their_words(busy: Desk) -> None:
    assert report_words.set_note(busy, Q4, "F1", " 年底集中提交 ") and not report_words.set_note(
        busy, Q4, "F1", "年底集中提交"
    )
    assert report_words.set_text(busy, Q4, "本季度概况。")
    made = period_content.content_now(busy, Q4)
    assert made.line("F1").note == "年底集中提交" and made.text == "本季度概况。"  # type: ignore[union-attr]
    logged = [each for each in audit.entries(busy.workspace.db) if each.act == "report-words"]
    assert len(logged) == 2 and "集中" not in str([each.values for each in logged])
    with pytest.raises(WrongValue):
        report_words.set_note(busy, Q4, "F1", "长" * 501)
    with pytest.raises(NotFound):
        report_words.set_note(busy, Q4, "ZZ", "说明")
    assert report_words.set_note(busy, Q4, "F1", "")
    assert period_content.content_now(busy, Q4).line("F1").note == ""  # type: ignore[union-attr]


def test_a_quarter_in_which_people_were_only_there_is_nil(desk: Desk) -> None:
    person = {"number": "A1", "level": "internal", "name": "单雨桐", "employment": "permanent", "joined": "2024-01-01"}  # fmt: skip
    records.add(desk, PEOPLE, [person])
    made = period_content.content_now(desk, Q4)
    assert made.nil
    assert made.line("T1-head").denominator is None and made.line("T1-head").now == 0  # type: ignore[union-attr]


def test_the_parts_of_a_figure_are_told_by_level_route_country_and_cost(desk: Desk) -> None:
    disclosed = {"title": "一种支座", "level": "trade", "grade": "general", "submitted": "2025-11-20"}
    records.add(desk, DISCLOSURES, [disclosed])
    with desk.workspace.write() as writing:
        writing.db.execute("update entries set state = 'accepted' where register = 'disclosures'")
        writing.note("furnished", {})
    costs = [{"what": "filing", "day": "2025-11-04", "amount": "900", "funds": "own", "payer": "laboratory"}]
    add_filing(desk, route="paris", jurisdiction="日本", kind="foreign", costs=costs)
    made = period_content.content_now(desk, Q4, "en")
    told = {(each.code, each.said): each.name for each in made.parts if each.said}
    assert told == {
        ("D1", "Level"): "Technical secret",
        ("F1", "Route"): "With priority of another country",
        ("F1", "Country or office"): "JP",
        ("C1", "Cost"): "Filing and examination",
    }
    rows = {row.cells[0]: row.cells[-1] for row in made.sheet("behind").rows}  # type: ignore[union-attr]
    assert rows["F1"] == "Route: With priority of another country; Country or office: JP"
    assert (rows["D1"], rows["C1"]) == ("Level: Technical secret", "Cost: Filing and examination")
    assert ("F1", "group") not in {(each.code, each.by) for each in made.parts}, (
        "where no row tells its class there are no parts"
    )


def test_a_superior_s_form_is_told_which_figures_are_percentages(busy: Desk) -> None:
    told = quarter_values.quarter_values(busy, Q4)
    shares = {code for code, _ in told.values.percents}
    assert {"P1", "A1-gate", "D2-prompt"} <= shares and not shares & {"D1", "D2", "C1", "P1-numerator"}
    assert {column for _, column in told.values.percents} == {"quarter", "year", "before", "target"}


def test_a_row_behind_a_mean_shows_as_many_places_as_figures_and_counts_exactly(desk: Desk) -> None:
    scores = [{"day": "2025-11-04", "drafting": "80", "replies": "80", "timeliness": "85"}]
    add_filing(desk, agency="某代理", agency_scores=scores)
    behind = period_content.content_now(desk, Q4).sheet("behind")
    assert behind is not None
    at = [each.name for each in behind.columns].index("value")
    assert [row.cells[at] for row in behind.rows if row.cells[0] == "V1"] == [Decimal("81.67")]
    told = figures(desk, Q4, ["V1"]).find("V1")
    assert told is not None and told.now.exact is not None
    assert abs(told.now.exact * 3 - 245) < Fraction(1, 10**4) and told.now.exact != Fraction("81.67")
