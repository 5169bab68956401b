"""Small rule books of the laboratory's own for tests: an annual fee with its grace, and the flag of idle patents."""

from __future__ import annotations

from pathlib import Path

from ipdesk.operations import rule_files
from ipdesk.operations.desk import Desk

_HEAD = """
id = "{id}"
version = "of-a-test"
checked_on = 2026-03-01
label = {{ zh = "试验规则", en = "Rules of a test" }}
basis = [{{ document = "试验", confidence = "P" }}]
ended_by = ["ended"]
"""
FEES = (
    _HEAD.format(id="cn-keeping")
    + """
[[deadline]]
id = "cn.annual-fee"
label = { zh = "缴纳年费", en = "Pay the annual fee" }
act = { zh = "缴纳年费", en = "Pay the annual fee" }
trigger = ["granted"]
term = { base = "filing" }
recurs = { every = 1, last = 19, numbered_from = 1, ahead = 1 }
grace = { percent = [0, 5, 10, 15, 20, 25] }
cleared_by = ["fee-paid"]
waits_for = "finance"
roll = "office"
basis = [{ document = "专利法实施细则", article = "第一百一十四条", confidence = "S" }]
"""
)
IDLE = (
    _HEAD.format(id="cn-use")
    + """
[[deadline]]
id = "cn.unimplemented"
task = "unimplemented"
label = { zh = "未实施专利处置", en = "Handle a patent not put into practice" }
act = { zh = "在平台发布或委托运营", en = "Offer it on a platform or entrust it" }
trigger = ["granted"]
term = { years = 3 }
cleared_by = ["implemented", "licence", "posted", "entrusted", "open-licence", "kept-for-reason"]
basis = [{ document = "国知发运字〔2021〕7号", article = "（五）", confidence = "C" }]
"""
)


def install_books(desk: Desk, folder: Path) -> None:
    """Put both into force."""
    for name, text in (("cn-keeping", FEES), ("cn-use", IDLE)):
        file = folder / f"{name}.toml"
        file.write_text(text, encoding="utf-8")
        rule_files.install_rules(desk, file)
