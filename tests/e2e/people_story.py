"""The parts of the story of five hundred people and what they signed, each done by somebody at the real program."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from openpyxl import Workbook

from ipdesk.model.record import field_of
from ipdesk.model.text import N_, Message
from ipdesk.operations.drafting import LIST
from ipdesk.registers import register
from ipdesk.registers.agreements import Agreement
from tests.e2e import disclosure_story as disclosing
from tests.e2e.command_line import CommandLine
from tests.e2e.display import until
from tests.e2e.person import CHINESE, Person

PEOPLE, AGREEMENTS = register("people"), register("agreements")
STAFF: Final = 500
WITHOUT: Final = 37
LEAVER: Final = "A0007"
SPLIT: Final = "第3研究室"
TODAY: Final = date.today()
JOINED: Final = TODAY - timedelta(days=900)
LEFT: Final = TODAY - timedelta(days=20)
MOST_OPEN: Final = 25  # things open on a page
READY: Final = CHINESE.label(N_("ready"))
LINES: Final = CHINESE.label(N_("Numbers or names from the list, one to a line"))
CLOSE: Final = CHINESE.label(N_("Close the movement"))
ALL_DONE: Final = CHINESE.label(register("movements").state("closed").label)


def importing(found: Any) -> str:
    """Return the act that takes files into a register."""
    return CHINESE.say(Message(N_("Import: {register}"), register=Message(found.label)))


# Everything typed in the story that no keyboard has.
TYPED: Final = (importing(PEOPLE), importing(AGREEMENTS), CLOSE)


def name_of(place: int) -> str:
    """Return the name of one of the staff."""
    return f"{'单仇解曾任华盖朴查区'[place % 10]}{'雨文佳立敏光志远思成'[place // 10 % 10]}{'一二三四五六'[place // 100]}"


def personnel_list(place: Path) -> Path:
    """Write the list of the personnel department, with a title above its headings."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["某某实验室在册人员名单"])
    sheet.append(["序号", "工号", "姓名", "部门", "岗位", "人员类别", "入职日期", "身份证号"])
    for each in range(1, STAFF + 1):
        day = f"{JOINED.year}.{JOINED.month}.{JOINED.day}"
        unit = f"第{each % 7 + 1}研究室"
        sheet.append([each, f"A{each:04}", name_of(each), unit, "工程师", "在编", day, f"E{each:08}"])
    book.save(place)
    return place


def signed_list(place: Path) -> Path:
    """Write the ledger of what was signed on paper before: by everybody but the last thirty-seven."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["工号", "姓名", "协议类型", "纸质编号", "乙方签字日期", "甲方签字日期", "生效日期"])
    for each in range(1, STAFF - WITHOUT + 1):
        day = JOINED.isoformat()
        sheet.append(
            [f"A{each:04}", name_of(each), "知识产权与保密协议", f"{JOINED.year}-{each}", day, day, day]
        )
    book.save(place)
    return place


def take_in(person: Person, found: Any, place: Path, count: int) -> None:
    """Take a file into a register by keys and see how many rows were new."""
    person.runs(importing(found))
    person.press("ctrl+o")
    person.saves_as(place)
    person.finds(READY, "cell")
    person.press("ctrl+Return")
    said = Message(
        N_("Taken in: {new} new, {changed} changed. “Take the last file back” undoes a file."),
        new=count,
        changed=0,
    )
    person.reads(re.escape(CHINESE.say(said)))


def draft_for_all(person: Person, folder: Path) -> list[Path]:
    """Draft for everybody who lacks an agreement into a folder, and return the papers."""
    person.press("ctrl+shift+y")
    person.reads(rf"\b{WITHOUT}\b")
    person.press("ctrl+o")
    person.saves_as(folder)
    person.press("ctrl+Return")
    said = Message(
        N_("{written} of {count} papers written into {folder}."),
        written=WITHOUT,
        count=WITHOUT,
        folder=str(folder),
    )
    person.reads(re.escape(CHINESE.say(said)))
    assert (folder / LIST).exists()
    return sorted(folder.glob("XY-*.pdf"))


def record_signatures(person: Person, numbers: list[str], scan: Path) -> None:
    """Tick those on the list that came back, say when it was signed, give the scan, and record it."""
    person.press("ctrl+shift+g")
    person.goes_to(LINES)
    for number in numbers:
        person.type(number)
        person.press("Return")
    person.press("ctrl+t")
    for name in ("signed_on", "countersigned_on", "effective_on"):
        person.fills(label(name), TODAY.isoformat(), "shift+Tab" if name == "signed_on" else "Tab")
    person.press("ctrl+o")
    person.saves_as(scan)
    person.press("ctrl+Return")
    person.reads(re.escape(CHINESE.say(Message(N_("{count} agreements recorded."), count=len(numbers)))))


def label(name: str) -> str:
    """Return the label of a field of an agreement."""
    return CHINESE.label(field_of(Agreement, name).kind.label)


def plant(line: CommandLine) -> dict[str, str]:
    """Let other registers name the one who will leave; return what is to be seen of it, by register."""
    name = name_of(int(LEAVER[1:]))
    inventor = {
        "name": name,
        "staff_number": LEAVER,
        "unit": SPLIT,
        "share": "60",
        "contribution": "总体方案",
    }
    disclosed = {
        "title": "一种热链组件",
        "level": "internal",
        "inventors": [inventor],
        "completed": JOINED.isoformat(),
    }
    project = {
        "title": "低温光学载荷", "leader": name, "level": "internal", "number": "KY-1", "project_class": "key-programme",
        "started": JOINED.isoformat(),
    }  # fmt: skip
    secret = {"title": "代号石阶", "level": "internal", "access": [{"name": name, "reason": "研发"}]}
    right = {"title": "一种支架", "level": "internal", "kind": "invention", "inventors": [{"name": name}]}
    planted = {"disclosures": disclosed, "projects": project, "secrets": secret, "patents": right}
    numbers = {each: line.give("add", each, values=values)[0] for each, values in planted.items()}
    line.ask("move", "projects", numbers["projects"], "running")
    return numbers


def meets(person: Person, *patterns: str) -> None:
    """Go from one thing that is open to the next by a key until all patterns were read."""
    left = set(patterns)
    for _ in range(MOST_OPEN):
        told = [each.says() for each in person.screen()]
        left -= {each for each in left if any(re.search(each, words) for words in told)}
        if not left:
            return
        here = person.field()
        person.press("F8")
        until("another field has the keyboard", lambda here=here: person.field() not in (None, here))  # type: ignore[misc]
    raise AssertionError(f"not on the page: {sorted(left)}")


def disclose_after(line: CommandLine) -> str:
    """Add a disclosure of something made after the person left, by name alone."""
    values = {
        "title": "一种新的热链",
        "level": "internal",
        "inventors": [{"name": name_of(int(LEAVER[1:]))}],
        "completed": (LEFT + timedelta(days=10)).isoformat(),
    }
    made: list[str] = line.give("add", "disclosures", values=values)
    return made[0]


def settle(line: CommandLine, number: str) -> None:
    """Settle all tasks of a movement, and record what going asks for."""
    tasks = [str(each["item"]) for each in line.ask("movement", "tasks", number)]
    line.ask("movement", "settle", number, *tasks, "--done", "--evidence", "清单")
    seen = {
        "notice_signed_on": LEFT.isoformat(),
        "interviewed_on": LEFT.isoformat(),
        "interviewed_by": "李明",
    }
    line.give("set", "movements", number, values=seen)


def paper_of(person: Person, place: Path) -> str:
    """Save the list and letter from the page of everything, and return its words."""
    person.press("ctrl+p")
    return disclosing.save_pdf(person, place)
