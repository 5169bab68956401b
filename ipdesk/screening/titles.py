"""Whether two titles speak of one thing: by the words in common that titles of all kinds do not have."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_RUN: Final = re.compile(r"[㐀-鿿]+|[a-z][a-z0-9-]{2,}")
_COMMON: Final = (
    "一种 研究 方法 装置 系统 及其 基于 应用 分析 设计 制备 技术 工艺 性能 影响 特性 进展 综述 实验 试验 测试 测量 模型 优化 新型 用于 采用 设备 结构 组件 "
    "and the for from with its new novel method methods device apparatus system systems study research based using use application "
    "applications analysis design preparation technology performance effect effects model review experimental properties"
)
_OF_ALL_KINDS: Final = frozenset(_COMMON.split())
_LINKING: Final = re.compile("[的与和及在对之其了为以]")
LEAST_SHARE: Final = 0.4
MANY: Final = 3


def speak_of_one(one: str, other: str) -> bool:
    """Say whether two titles share what tells them from others: several words, or much of the shorter one."""
    mine, theirs = _telling(one), _telling(other)
    common = len(mine & theirs)
    return common > 0 and (common >= MANY or common >= LEAST_SHARE * min(len(mine), len(theirs)))


def _telling(title: str) -> frozenset[str]:
    """Return the Latin words and pairs of Han of a title but for those that titles of all kinds have."""
    found: set[str] = set()
    for run in _RUN.findall(unicodedata.normalize("NFKC", title).casefold()):
        if run[0].isascii():
            found.add(run)
        else:
            for part in _LINKING.split(run):
                found |= {part[at : at + 2] for at in range(len(part) - 1)}
    return frozenset(found - _OF_ALL_KINDS)
