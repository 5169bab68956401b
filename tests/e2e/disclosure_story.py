"""The parts of the story of a disclosure, each done by somebody at the real program.

What a page calls its fields and acts is taken from the declarations and the catalogue.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pypdfium2
from openpyxl import load_workbook

from ipdesk.model.kinds import Option, option_label
from ipdesk.model.record import field_of
from ipdesk.registers import register
from ipdesk.registers.disclosure_choices import SECRECY_LEVELS, SECRECY_RESULTS, TYPES
from ipdesk.registers.disclosure_rows import Inventor
from ipdesk.registers.disclosures import Disclosure
from tests.e2e.display import until
from tests.e2e.person import CHINESE, Person

LAB: Final = "某某实验室"
USER: Final = "李明"
PASSPHRASE: Final = "three ginkgos by the river"
TITLE: Final = "一种低温光学热链组件"
PART: Final = "光学热链"
UNIT: Final = "低温光学研究室"
MORE: Final = "及其装配方法" * 10
INVENTOR: Final = "单雨桐"
BASIS: Final = "保密审查意见"
RECORDS: Final = "职务科技成果披露"
NEW: Final = f"新增：{RECORDS}"
SAVE_PDF: Final = "保存 PDF…"
SMALL: Final = 0.5  # pixels for a point of a page that is looked at
DARK, WHITE = 100, 255  # of the greys of its picture
NUMBER: Final = r"PL-\d{4}-\d{4}"


def label(name: str, record: type = Disclosure) -> str:
    """Return the label of a field."""
    return CHINESE.label(field_of(record, name).kind.label)


def option(options: tuple[Option, ...], code: str) -> str:
    """Return the word of an option."""
    return CHINESE.label(option_label(options, code))


def act(source: str, target: str) -> str:
    """Return the name of the move from one state to another."""
    moves = register("disclosures").states.moves
    return CHINESE.label(next(each.label for each in moves if (each.source, each.target) == (source, target)))


def state(code: str) -> str:
    """Return the word of a state."""
    return CHINESE.label(register("disclosures").state(code).label)


# Everything typed in the story.
TYPED: Final = (
    LAB, USER, TITLE, UNIT, MORE, INVENTOR, BASIS, NEW, option(SECRECY_LEVELS, "internal"),
    act("draft", "submitted"), act("submitted", "secrecy-check"), act("secrecy-check", "completeness"),
)  # fmt: skip


def make_workspace(person: Person) -> None:
    """Make a workspace with the wizard, from the start page on, and go to its desk."""
    person.click("新建工作区", "push button")
    person.fills("单位名称", LAB)
    person.fills("单位代码", "LAB")
    person.fills("姓名", USER)
    for each in ("口令", "再次输入"):
        person.goes_to(each)
        person.type(PASSPHRASE)
    person.press("Return")
    person.reads(r"^([0-9A-Z]{4,}-){3,}")  # the recovery key
    person.click("已抄录", "check box")
    person.click("进入工作台", "push button")
    person.finds("今日待办", "list item")


def unlock(person: Person) -> None:
    """Type the passphrase and wait for the desk."""
    person.finds("口令", "text")
    person.type(PASSPHRASE)
    person.press("Return")
    person.finds("今日待办", "list item")


def write_disclosure(person: Person) -> str:
    """Begin a disclosure, fill in what it must have to be submitted, save it, and return its number."""
    person.runs(NEW)
    person.chooses(label("level"), "内部", "F8")
    person.fills(label("title"), TITLE, "F8")
    person.fills(label("unit"), UNIT, "F8")
    person.fills(label("submitted"), "2026-03-05", "F8")
    person.fills(label("completed"), "2026-02-20", "F8")
    person.chooses(label("types"), option(TYPES, "invention"), "F8")
    person.goes_to(label("inventors"), "F8")
    person.press("space")
    person.fills(label("name", Inventor), INVENTOR)
    person.press("ctrl+s")
    return person.reads(NUMBER)[0]


def pass_secrecy_check(person: Person) -> None:
    """Submit the disclosure on the screen, record the secrecy check and let it pass."""
    person.runs(act("draft", "submitted"))
    person.finds(state("submitted"), "label")
    person.runs(act("submitted", "secrecy-check"))
    person.finds(state("secrecy-check"), "label")
    person.chooses(label("secrecy_result"), option(SECRECY_RESULTS, "internal"), "F8")
    person.fills(label("secrecy_level"), option(SECRECY_LEVELS, "internal"))
    person.fills(label("secrecy_basis"), BASIS)
    person.fills(label("secrecy_checked_by"), USER)
    person.fills(label("secrecy_checked_on"), "2026-03-10")
    person.press("ctrl+s")
    person.reads("已保存")
    person.runs(act("secrecy-check", "completeness"))
    person.finds(state("completeness"), "label")


def print_form(person: Person, place: Path) -> str:
    """Save the form of the disclosure on the screen as a PDF and return its words."""
    person.press("ctrl+p")
    return save_pdf(person, place)


def save_pdf(person: Person, place: Path) -> str:
    """Save the document that is previewed as a PDF and return its words."""
    person.click(SAVE_PDF, "push button")
    person.saves_as(place)
    person.reads(f"已生成.*{place.name}")
    return words_of(place)


def words_of(place: Path) -> str:
    """Return the words of a PDF; each page of it must be drawn, and nothing run off its edges."""
    assert place.read_bytes().startswith(b"%PDF-")
    with pypdfium2.PdfDocument(place) as opened:
        for page in opened:
            drawn = page.render(scale=SMALL, rev_byteorder=True).to_pil().convert("L")
            wide, high = drawn.size
            edges = [(0, 0, wide, 2), (0, high - 2, wide, high), (0, 0, 2, high), (wide - 2, 0, wide, high)]
            assert drawn.getextrema()[0] < DARK, f"{place.name}: an empty page"
            assert all(drawn.crop(edge).getextrema()[0] == WHITE for edge in edges), f"{place.name}: cut off"
        return "".join(page.get_textpage().get_text_range() for page in opened)


def export_register(person: Person, place: Path) -> list[object]:
    """Write the register as a workbook and return what its cells hold."""
    person.click(RECORDS, "list item")
    person.finds(TITLE, "cell")
    person.press("ctrl+e")
    person.saves_as(place)
    person.reads(place.name)
    book = load_workbook(place)
    return [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]


def lock(person: Person, *secrets: str) -> None:
    """Lock the desk and see that none of the words can be got hold of."""
    person.press("ctrl+l")
    person.finds("口令", "text", "focused")

    def left() -> list[str]:
        return [
            each.says() for each in person.screen(all=True) if any(word in each.says() for word in secrets)
        ]

    until("nothing of the records is left", lambda: not left())


def leave(person: Person) -> None:
    """Quit by the key and see that the program ended well."""
    person.press("ctrl+q")
    assert person.program.status() == 0
