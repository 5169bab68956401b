"""The outcomes of an assessment before filing, which checklists propose and people decide."""

from __future__ import annotations

from typing import Final

from ipdesk.model.kinds import Option
from ipdesk.model.text import N_

OUTCOMES: Final = (
    Option("file-cn", N_("File a patent in China"), ("申请中国专利",)),
    Option("file-pct", N_("File in China, then PCT"), ("中国申请后进入PCT",)),
    Option("defence-patent", N_("Defence patent"), ("国防专利",)),
    Option("secret-patent", N_("Secret patent"), ("保密专利",)),
    Option("technical-secret", N_("Keep as a technical secret"), ("技术秘密保护",)),
    Option("publish", N_("Defensive publication"), ("防御性公开",)),
    Option("register", N_("Register software, layout or variety"), ("登记",)),
    Option("release", N_("Release to the inventor"), ("放弃并由发明人申请",)),
    Option("supplement", N_("Return for a supplement"), ("退回补充",)),
    Option("none", N_("No protection"), ("不予保护",)),
)
