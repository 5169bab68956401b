"""The links of a record to what it came from, alike in all registers: disclosure, assessment, projects.

A register that asks more of one takes it over by `dataclasses.replace`.
"""

from __future__ import annotations

from typing import Final

from ipdesk.model.kinds import Link
from ipdesk.model.text import N_

DISCLOSURE: Final = Link(
    label=N_("Disclosure"),
    to="disclosures",
    aliases=("披露编号", "成果披露编号", "对应披露", "披露"),
)
ASSESSMENT: Final = Link(
    label=N_("Assessment"),
    to="assessments",
    aliases=("评估编号", "申请前评估", "申请前评估编号", "对应评估"),
)
PROJECTS: Final = Link(
    label=N_("Projects"),
    to="projects",
    aliases=("项目编号", "课题编号", "所属项目", "所属项目编号"),
)
