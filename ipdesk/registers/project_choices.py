"""The choices that describe a research project, for projects and for what comes out of them."""

from __future__ import annotations

from typing import Final

from ipdesk.model.kinds import Option
from ipdesk.model.text import N_

PROJECT_CLASSES: Final = (
    Option("key-programme", N_("National key R&D programme"), ("国家重点研发计划", "重点研发计划")),
    Option(
        "science-foundation", N_("National natural science foundation"), ("国家自然科学基金", "自然科学基金")
    ),
    Option("defence", N_("Defence project"), ("国防", "国防项目")),
    Option("local", N_("Local government project"), ("地方", "地方项目", "省部级")),
    Option("enterprise", N_("Commissioned by an enterprise"), ("企业横向", "横向", "企业委托")),
    Option("institute", N_("The institute's own project"), ("院所自选", "自选", "所自主", "自主部署")),
    Option("other", N_("Another project"), ("其他", "其它")),
)
