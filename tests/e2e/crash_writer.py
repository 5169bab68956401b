"""The program that is killed: it does real work on a workspace and acknowledges each act once it is done.

What to do comes as one JSON line on the standard input, the passphrase in it; acknowledgements go
out as JSON lines. Run by `crash_probe`, never by hand.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from ipdesk.model.errors import NotFound, Refused
from ipdesk.model.record import WITHDRAWN, Record
from ipdesk.model.text import Message, Translator
from ipdesk.operations import attachments, drafting, duties, reading, records, workspaces
from ipdesk.operations.desk import Desk
from ipdesk.paths import resource_path
from ipdesk.registers import register
from ipdesk.store import audit, drafts
from ipdesk.store.ordering import sort_key
from ipdesk.store.workspace import unlock
from ipdesk.store.wraps import Cost

CHEAP: Final = Cost(memory=8, passes=1, lanes=1)
LONGEST_RUN: Final = 20.0  # seconds; an orphan ends by itself
HELD_BACK: Final = 0.03  # seconds between an acknowledgement made too early and its commit
DISCLOSURES: Final = register("disclosures")
PROJECTS: Final = register("projects")
SURNAMES: Final = "赵钱孙李周吴郑王冯陈单仇解曾覃翟"
GIVEN: Final = ("立新", "雨桐", "广生", "子墨", "若曦", "建国", "思远", "明哲")
UNITS: Final = ("低温光学研究室", "超导量子器件组", "空间载荷部", "材料表征平台")
SENTENCES: Final = (
    "刚性热链把制冷机的振动传到焦面，成像模糊。",
    "以编织铜带作柔性热链，两端扩散焊接。",
    "在 4.2 K 下测得界面热阻降低 37%。",
    "样品台采用 Ti-6Al-4V 支撑，减小漏热。",
    "控制律以温差与其积分为输入，步长 10 ms。",
)


def main() -> int:
    """Do what the line on the standard input asks for, until killed or out of time."""
    asked = json.loads(sys.stdin.readline())
    WORK[asked["kind"]](asked)
    return 0


def acknowledge(**said: Any) -> None:
    """Tell the parent, in one write, that something is done."""
    os.write(1, json.dumps(said, ensure_ascii=False).encode() + b"\n")


def now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


def opened(asked: dict[str, Any]) -> Desk:
    """Open the workspace that is to be worked on."""
    space = unlock(Path(asked["folder"]), asked["user"], asked["passphrase"], now)
    return Desk(space, Translator("zh", resource_path("i18n")))


def until_killed(one: Callable[[], None]) -> None:
    """Repeat one act until the process is killed or has run too long."""
    end = time.monotonic() + LONGEST_RUN
    while time.monotonic() < end:
        one()


class Hand:
    """A hand at the desk that does one random act after another on disclosures and projects."""

    def __init__(self, desk: Desk, scratch: Path, chance: random.Random) -> None:
        self.desk = desk
        self.db = desk.workspace.db
        self.scratch = scratch
        self.chance = chance
        self.acts = {
            self.add: 4,
            self.change: 5,
            self.move: 2,
            self.withdraw: 1,
            self.attach: 3,
            self.detach: 1,
            self.draft: 2,
            self.batch: 2,
            self.project: 1,
            self.undo: 2,
        }

    def one(self) -> dict[str, Any] | None:
        """Do one act and return what it should have left behind, None when the desk refused it."""
        (act,) = self.chance.choices(list(self.acts), list(self.acts.values()))
        try:
            return act() | {"act": act.__name__}
        except Refused:
            return None

    def mark(self) -> str:
        """Return a word that no other text holds."""
        return f"记{self.chance.getrandbits(40):010x}号"

    def values(self) -> dict[str, Any]:
        """Return a complete disclosure as raw values."""
        names = self.chance.sample([f"{one}{other}" for one in SURNAMES for other in GIVEN], 3)
        names = names[: self.chance.choice((2, 3))]
        shares = ("60", "40") if len(names) == 2 else ("50", "30", "20")
        return {
            "title": f"一种低温热链组件{self.mark()}",
            "level": self.chance.choice(("public", "internal", "trade")),
            "unit": self.chance.choice(UNITS),
            "submitted": "2026-03-02",
            "completed": f"2026-02-{self.chance.randint(1, 28):02}",
            "types": ["invention"],
            "projects": [f"KY-{self.chance.randint(1, 99):03}"],
            "problem": "".join(self.chance.choices(SENTENCES, k=self.chance.randint(2, 40))),
            "solution": "".join(self.chance.choices(SENTENCES, k=self.chance.randint(2, 40))),
            "inventors": [
                {"name": name, "unit": UNITS[0], "contribution": "提出方案", "share": share}
                for name, share in zip(names, shares, strict=True)
            ],
        }

    def some(self) -> Record:
        """Return any disclosure that is not withdrawn."""
        ids = reading.list_ids(self.desk, DISCLOSURES)
        if not ids:
            raise NotFound(Message("There is no disclosure yet."))
        return reading.whole(self.desk, DISCLOSURES, [self.chance.choice(ids)])[0]

    def add(self) -> dict[str, Any]:
        """Add a disclosure with inventors and a link."""
        values = self.values()
        (made,) = records.add(self.desk, DISCLOSURES, [values])
        return {"records": {made.number: values}}

    def batch(self) -> dict[str, Any]:
        """Add several disclosures in one transaction, as an import does."""
        many = [self.values() for _ in range(self.chance.randint(3, 8))]
        made = records.add(self.desk, DISCLOSURES, many)
        return {"records": {each.number: values for each, values in zip(made, many, strict=True)}}

    def project(self) -> dict[str, Any]:
        """Add a project, to which links may lead already."""
        number = f"KY-{self.chance.randint(1, 99):03}"
        values = {"number": number, "title": f"低温光学载荷关键技术{self.mark()}", "level": "internal"}
        records.add(self.desk, PROJECTS, [values])
        return {"projects": {number: values}}

    def change(self) -> dict[str, Any]:
        """Change texts and inventors of a disclosure."""
        held, values = self.some(), self.values()
        kept = {name: values[name] for name in ("title", "problem", "inventors")}
        records.change(self.desk, DISCLOSURES, held.number, kept, revision=held.revision)
        return {"records": {held.number: kept}}

    def move(self) -> dict[str, Any]:
        """Move a disclosure to its next state, or return it for rework."""
        held = self.some()
        target = {"draft": "submitted", "submitted": "secrecy-check", "rework": "submitted"}.get(
            held.state, "rework"
        )
        records.move(self.desk, DISCLOSURES, held.number, target, reason="请补充附图")
        return {"records": {held.number: {"state": target}}}

    def withdraw(self) -> dict[str, Any]:
        """Withdraw a disclosure."""
        held = self.some()
        records.withdraw(self.desk, DISCLOSURES, held.number, "重复登记")
        return {"records": {held.number: {"state": WITHDRAWN}}}

    def attach(self) -> dict[str, Any]:
        """Attach a small or middling file."""
        held = self.some()
        data = self.chance.randbytes(self.chance.choice((200, 30_000, 1_300_000)))
        file = self.scratch / f"{self.mark()}.bin"
        file.write_bytes(data)
        made = attachments.attach(self.desk, DISCLOSURES, held.number, file)
        return {"file": [held.number, made.name, hashlib.sha256(data).hexdigest()]}

    def detach(self) -> dict[str, Any]:
        """Take a file off a disclosure."""
        held = self.some()
        files = reading.show(self.desk, DISCLOSURES, held.number).attachments
        if not files:
            return self.attach()
        attachments.detach(self.desk, DISCLOSURES, held.number, files[0].name)
        return {"gone": [held.number, files[0].name]}

    def draft(self) -> dict[str, Any]:
        """Keep a draft; it is not audited."""
        values = {"title": self.mark(), "problem": "未写完" * self.chance.randint(1, 3_000)}
        drafts.keep(self.db, self.desk.actor.name, "disclosures", None, 0, self.desk.workspace.now(), values)
        return {"draft": hashlib.sha256(json.dumps(values).encode()).hexdigest()}

    def undo(self) -> dict[str, Any]:
        """Take back the last act, a whole batch where it was one."""
        made = records.undo(self.desk)
        return {"undone": [each.number for each in made]}


def work_records(asked: dict[str, Any]) -> None:
    """Do random acts on records; with `early`, acknowledge each before it is committed."""
    desk = opened(asked)
    sort_key("预热")  # its tables load slowly, and the kill has to fall into real work
    hand = Hand(desk, Path(asked["scratch"]), random.Random(asked["seed"]))
    if asked["early"]:
        _acknowledge_early(desk)
    _acknowledge_head(desk, {"act": "unlock"})

    def one() -> None:
        left = hand.one()
        if left is not None and not asked["early"]:
            _acknowledge_head(desk, left)

    until_killed(one)


def _acknowledge_head(desk: Desk, left: dict[str, Any]) -> None:
    head = audit.head(desk.workspace.db)
    acknowledge(**left, seq=head.seq, hash=head.hash)


def _acknowledge_early(desk: Desk) -> None:
    """Make the mistake that the probe has to catch: say that an act is done before it is committed."""
    db = desk.workspace.db
    execute = db.execute

    def hasty(sql: str, *parameters: Any) -> Any:
        if sql == "commit":
            _acknowledge_head(desk, {"act": "early"})
            time.sleep(HELD_BACK)
        return execute(sql, *parameters)

    setattr(db, "execute", hasty)  # noqa: B010 - a method is replaced on purpose


def work_keys(asked: dict[str, Any]) -> None:
    """Change the passphrase again and again, to numbered ones."""
    desk, number = opened(asked), asked["number"]
    acknowledge(number=number)

    def one() -> None:
        nonlocal number
        number += 1
        workspaces.change_passphrase(desk, asked["user"], asked["pattern"].format(number), CHEAP)
        acknowledge(number=number)

    until_killed(one)


def work_backups(asked: dict[str, Any]) -> None:
    """Make one backup after another."""
    desk, number = opened(asked), 0
    acknowledge(number=number)

    def one() -> None:
        nonlocal number
        number += 1
        workspaces.backup(desk, Path(asked["scratch"]) / f"{number}.ipdesk-backup")
        acknowledge(number=number)

    until_killed(one)


def work_migration(asked: dict[str, Any]) -> None:
    """Open an older store, which backs it up and brings it to its present shape."""
    acknowledge(act="opening")
    opened(asked)
    acknowledge(act="open")


def work_drafting(asked: dict[str, Any]) -> None:
    """Draft for everybody who lacks an agreement, or go on with the batch that was cut off."""
    desk, folder = opened(asked), Path(asked["scratch"])
    drafting.AT_ONCE = 3  # type: ignore[misc]  # several parts, though there are few people
    acknowledge(act="unlock")
    if drafting.unfinished_batch(desk) is not None:
        drafting.resume_batch(desk)
    elif duties.without_agreement(desk):
        drafting.draft_batch(desk, folder)
    acknowledge(act="drafted")


WORK: Final = {
    "drafting": work_drafting,
    "records": work_records,
    "keys": work_keys,
    "backups": work_backups,
    "migration": work_migration,
}

if __name__ == "__main__":
    sys.exit(main())
