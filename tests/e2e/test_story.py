"""The whole story of a disclosure at the real program: read by a screen reader, done by keys and clicks.

A picture of the screen and what the screen reader had stay behind when a story fails.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pypdfium2
import pytest
from openpyxl import load_workbook

from ipdesk.model.kinds import Option, option_label
from ipdesk.model.record import field_of
from ipdesk.registers import register
from ipdesk.registers.disclosure_choices import SECRECY_LEVELS, SECRECY_RESULTS, TYPES
from ipdesk.registers.disclosure_rows import Inventor
from ipdesk.registers.disclosures import Disclosure
from tests.e2e.display import Display, until
from tests.e2e.home import Home
from tests.e2e.person import CHINESE, Person
from tests.e2e.screen_reader import ScreenReader

pytestmark = pytest.mark.slow

LAB: Final = "某某实验室"
USER: Final = "李明"
PASSPHRASE: Final = "three ginkgos by the river"
TITLE: Final = "一种低温光学热链组件"
PART: Final = "光学热链"
UNIT: Final = "低温光学研究室"
INVENTOR: Final = "单雨桐"
BASIS: Final = "保密审查意见"
RECORDS: Final = "职务科技成果披露"
NEW: Final = f"新增：{RECORDS}"
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


@pytest.fixture(scope="module")
def display(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Display]:
    """Return a private display whose keyboard has the Chinese characters that the stories type."""
    acts = (
        act("draft", "submitted"),
        act("submitted", "secrecy-check"),
        act("secrecy-check", "completeness"),
    )
    words = (LAB, USER, TITLE, UNIT, INVENTOR, BASIS, NEW, *acts, option(SECRECY_LEVELS, "internal"))
    made = Display(tmp_path_factory.mktemp("display"), "".join(words))
    yield made
    made.close()


class Stage:
    """An empty home on a display, with a screen reader in it."""

    def __init__(self, root: Path, display: Display) -> None:
        self.home = Home(root, display)
        self.home.open_bus()
        self.reader = ScreenReader({**self.home.environment, "DISPLAY": display.name})
        self.persons: list[Person] = []

    def sit_down(self, *words: str, under: tuple[str, ...] = ()) -> Person:
        """Start the program, by the command `under` if one is given, and return somebody who sits before it."""
        self.persons.append(Person(self.home.start(*words, under=under), self.reader))
        return self.persons[-1]

    def keep(self, folder: Path, display: Display) -> None:
        """Keep what is on the screen, as a picture and as the screen reader has it."""
        display.save_picture(folder / "screen.png")
        lines = [node.line() for each in self.persons for node in each.screen()]
        (folder / "screen.txt").write_text("\n".join(lines), "utf-8")
        print(f"{folder}/screen.png\n{folder}/screen.txt\n{self.home.said()}")  # shown with the failure

    def end(self) -> None:
        """End what still runs."""
        self.reader.close()
        self.home.end()


@pytest.fixture
def stage(tmp_path: Path, display: Display, request: pytest.FixtureRequest) -> Iterator[Stage]:
    """Return an empty home with a screen reader."""
    failed = request.session.testsfailed
    made = Stage(tmp_path, display)
    yield made
    if request.session.testsfailed > failed:
        made.keep(tmp_path, display)
    made.end()


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
    person.click("保存 PDF…", "push button")
    person.saves_as(place)
    person.reads(f"已生成.*{place.name}")
    assert place.read_bytes().startswith(b"%PDF-")
    with pypdfium2.PdfDocument(place) as opened:
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


def test_a_disclosure_from_an_empty_home_to_the_secrecy_check_and_back(stage: Stage, tmp_path: Path) -> None:
    person = stage.sit_down()
    make_workspace(person)
    number = write_disclosure(person)
    pass_secrecy_check(person)
    words = print_form(person, tmp_path / "form.pdf")
    assert number in words and TITLE in words
    cells = export_register(person, tmp_path / "register.xlsx")
    assert number in cells and TITLE in cells

    lock(person, number, TITLE, UNIT, INVENTOR)
    unlock(person)
    leave(person)

    person = stage.sit_down()
    unlock(person)
    person.press("ctrl+k")
    person.type(PART)
    person.finds(f"{number}  {TITLE}", "list item", "selected")
    person.press("Return")
    until("the title is read", lambda: (at := person.sees(label("title"), "text")) and at.text == TITLE)
    leave(person)
    assert stage.home.said() == ""
