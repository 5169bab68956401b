"""A small rule file of deadlines for tests, in place of the house rules: two rules, of which one is not verified."""

from __future__ import annotations

HOUSE = """id = "house"
version = "本所-1"
checked_on = 2025-01-10
label = { zh = "本所规则", en = "House rules" }
basis = [{ document = "本所办法", confidence = "P" }]
ended_by = ["ended"]

[[deadline]]
id = "house.review"
label = { zh = "申请满两年复核", en = "Review after two years" }
act = { zh = "复核并记录", en = "Review, and record it" }
trigger = ["filed"]
term = { base = "filing", years = 2 }
grace = { percent = [0, 5] }
kinds = ["invention", "design"]
jurisdictions = ["CN"]
unless = ["retracted"]
cleared_by = ["abandon-review"]
roll = "office"
waits_for = "agency"
basis = [
  { document = "本所办法", article = "第三条", confidence = "C" },
  { document = "某所来函", confidence = "S" },
]
note = { zh = "与优先权无关。", en = "Whatever the priority." }

[[deadline.example]]
counting = { zh = "实际申请日2022-03-15，两年后的相应日为2024-03-15，星期五。", en = "Filed 2022-03-15; the day of that number two years later is 2024-03-15, a Friday." }
kind = "invention"
filing = 2022-03-15
priority = 2021-06-01
nominal = 2024-03-15
grace_until = 2024-05-15

[[deadline]]
id = "house.renewal"
label = { zh = "续展提示", en = "Think of the renewal" }
act = { zh = "办理续展", en = "Renew" }
trigger = ["granted"]
term = { base = "event", months = 18 }
kinds = ["trademark"]
cleared_by = ["renewed"]
roll = "office"
worked_counts = true
checked_on = 2026-03-01
basis = [{ document = "商标法", article = "第四十条", confidence = "C" }]
"""


def house(version: str, years: int, example: str) -> str:
    """Return the file in another version whose review is due after other years, with the day of its example."""
    text = HOUSE.replace("本所-1", version).replace("years = 2", f"years = {years}")
    later = example.replace("-03-", "-05-")
    return text.replace("nominal = 2024-03-15", f"nominal = {example}").replace(
        "grace_until = 2024-05-15", f"grace_until = {later}"
    )
