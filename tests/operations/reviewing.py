"""What tests of the check put into the desk: results, a secret, and manuscripts that tell of them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from ipdesk.operations import protected, records
from ipdesk.operations.desk import Desk
from ipdesk.registers import register
from tests.operations.cases import DISCLOSURES, disclosure
from tests.operations.test_protected import TEXT

SECRETS: Final = register("secrets")
SECRET_TEXT: Final = TEXT
SOLUTION: Final = (
    "把造孔剂按粒径分成三级，随流延层数依次换用，一次烧成，得到沿厚度由大到小连续变化的孔；相邻两层造孔剂粒径比"
    "不大于一点六，避免层间收缩差，排胶段在三百八十度保温，供液面平均孔径三十八微米，出雾面十四微米，未见分层。"
)
FILLING: Final = (
    "本文讨论陶瓷元件的若干制备问题。第一部分回顾文献，第二部分给出方法，第三部分报告试验，最后指出不足。"
    "作者感谢同事在装置调试中的帮助。文中图表均由作者绘制，数据可向通信作者索取。"
)


def add_result(desk: Desk, solution: str = SOLUTION, **changes: object) -> str:
    """Add a disclosed result and return its number."""
    return records.add(desk, DISCLOSURES, [disclosure(number="", solution=solution, **changes)])[0].number


def add_secret(desk: Desk, *, only_fingerprints: bool = False) -> str:
    """Add a technical secret with its protected text, or fingerprints alone, and return its number."""
    given = {"title": "青松二号", "level": "trade", "grade": "general"}
    number = records.add(desk, SECRETS, [given])[0].number
    protected.keep_text(desk, number, SECRET_TEXT, only_fingerprints=only_fingerprints)
    return number


def manuscript(folder: Path, *passages: str, name: str = "稿件.md") -> Path:
    """Write a manuscript that tells these passages among others."""
    path = folder / name
    path.write_text("\n\n".join([FILLING, *passages, FILLING]), encoding="utf-8")
    return path
