"""A small template to try things with, and templates of any content."""

from __future__ import annotations

from typing import Any, Final

from hypothesis import strategies as st

from ipdesk.model.findings import Basis
from ipdesk.rules.clause_files import read_template
from ipdesk.rules.clauses import FACTS, SLOTS, SUBJECTS, Annex, Clause, Condition, Option, Party, Template
from ipdesk.rules.words import Words
from tests.rules.lists import BASIS

TRIAL: Final = f"""id = "trial"
version = "2026-11"
label = {{ zh = "试用协议", en = "Trial agreement" }}
title = {{ zh = "保密协议", en = "Secrecy agreement" }}
labour = true
{BASIS}
preamble.zh = "甲方与{{name}}约定如下。"
preamble.en = "Party A and {{name}} agree as follows."

[[party]]
id = "lab"
name = {{ zh = "甲方", en = "Party A" }}
slots = ["lab", "lab_address"]

[[party]]
id = "person"
name = {{ zh = "乙方", en = "Party B" }}
slots = ["name", "joined_on"]

[[party]]
id = "third"
name = {{ zh = "丙方", en = "Party C" }}
slots = ["third_party"]
when = [{{ fact = "third", is = "yes" }}]

[[clause]]
id = "disclosure"
heading = {{ zh = "披露", en = "Disclosure" }}
default = "days"
{BASIS}

[[clause.option]]
id = "at-once"
label = {{ zh = "立即", en = "At once" }}
text.zh = "乙方应当立即披露。"
text.en = "Party B discloses at once."

[[clause.option]]
id = "days"
label = {{ zh = "限期", en = "Within days" }}
text.zh = \"\"\"
乙方应当在{{disclose_days}}日内披露：

  （1）发明；
（2）软件。
自{{joined_on}}起执行。
\"\"\"
text.en = \"\"\"
Party B discloses within {{disclose_days}} days:
(1) inventions;
(2) software.
This holds from {{joined_on}}.
\"\"\"

[[clause]]
id = "non-compete"
heading = {{ zh = "竞业限制", en = "Non-compete" }}
may_be_left_out = true
when = [{{ fact = "noncompete", is = "yes" }}]
{BASIS}

[[clause.option]]
id = "inline"
label = {{ zh = "在此约定", en = "Agreed here" }}
penal = true
subject = "non-compete"
text.zh = "乙方属于{{noncompete_group}}，限制{{noncompete_months}}个月，每月{{noncompete_compensation}}元，违约金{{noncompete_damages}}元。"
text.en = "Party B ({{noncompete_group}}) is restrained for {{noncompete_months}} months at {{noncompete_compensation}} yuan, damages {{noncompete_damages}}."

[[clause.option]]
id = "free"
label = {{ zh = "不付补偿", en = "Without compensation" }}
subject = "non-compete"
text.zh = "乙方两年内不得竞争。"
text.en = "Party B does not compete for two years."

[[clause.option]]
id = "separate"
label = {{ zh = "另行约定", en = "In a paper of its own" }}
text.zh = "另行签订协议。"
text.en = "It is agreed in a paper of its own."

[[clause]]
id = "breach"
heading = {{ zh = "违约责任", en = "Breach" }}
may_be_left_out = true
{BASIS}

[[clause.option]]
id = "loss"
label = {{ zh = "赔偿损失", en = "Actual loss" }}
text.zh = "赔偿实际损失。版本{{template_version}}。"
text.en = "The actual loss is made good. Version {{template_version}}."

[[clause.option]]
id = "sum"
label = {{ zh = "违约金", en = "Liquidated damages" }}
penal = true
basis = [{{ document = "实务", confidence = "P" }}]
text.zh = "支付违约金。"
text.en = "Liquidated damages are owed."

[[annex]]
id = "prior"
heading = {{ zh = "既有知识产权", en = "Prior rights" }}
text.zh = "一、＿＿＿＿\\n二、{{staff_number}}"
text.en = "1. ＿＿＿＿\\n2. {{staff_number}}"
"""


def trial() -> Template:
    """Return the small template."""
    return read_template("trial.toml", TRIAL)


_ANY: Final = st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp"], exclude_characters="{}")
_LINE: Final = st.text(_ANY, min_size=1, max_size=12).map(str.strip).filter(bool)
_RAW: Final = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12).filter(str.strip)
_WORDS: Final = st.builds(Words, _LINE, _LINE)
_IDS: Final = st.from_regex(r"[a-z][a-z0-9]{0,3}(-[a-z0-9]{1,3})?", fullmatch=True)
_BASES: Final = st.builds(Basis, _RAW, st.one_of(st.just(""), _LINE), st.sampled_from(["C", "S", "M", "P"]))
_SOURCES: Final = st.lists(_BASES, min_size=1, max_size=2).map(tuple)
_WHEN: Final = st.lists(
    st.builds(Condition, st.sampled_from(sorted(FACTS)), st.sampled_from(["yes", "no"])), max_size=2
).map(tuple)


@st.composite
def _texts(draw: Any) -> Words:
    """Paragraphs with the same blanks in both languages."""
    slots = draw(st.lists(st.sampled_from(sorted(SLOTS)), max_size=2))
    said = ["\n".join(draw(st.lists(_LINE, min_size=1, max_size=3))) for _ in range(2)]
    return Words(*(text + "".join(f"{{{slot}}}" for slot in slots) for text in said))


def _several(parts: Any, least: int = 0) -> Any:
    return st.lists(parts, min_size=least, max_size=3, unique_by=lambda each: each.id).map(tuple)


_OPTIONS: Final = st.builds(
    Option, id=_IDS, label=_WORDS, text=_texts(), penal=st.booleans(), subject=st.sampled_from(["", *SUBJECTS]),
    basis=st.one_of(st.just(()), _SOURCES),
)  # fmt: skip


@st.composite
def _clauses(draw: Any) -> Clause:
    options = draw(_several(_OPTIONS, 1))
    return Clause(
        id=draw(_IDS), heading=draw(_WORDS), basis=draw(_SOURCES), options=options,
        default=draw(st.sampled_from(options)).id, may_be_left_out=draw(st.booleans()), when=draw(_WHEN),
    )  # fmt: skip


_PARTIES: Final = st.builds(
    Party, id=st.sampled_from(["lab", "person", "third"]), name=_WORDS,
    slots=st.lists(st.sampled_from(sorted(SLOTS)), max_size=3, unique=True).map(tuple), when=_WHEN,
)  # fmt: skip
TEMPLATES: Final = st.builds(
    Template, id=_IDS, version=_RAW, label=_WORDS, title=_WORDS, basis=_SOURCES, parties=_several(_PARTIES, 1),
    preamble=_texts(), clauses=_several(_clauses(), 1),
    annexes=_several(st.builds(Annex, id=_IDS, heading=_WORDS, text=_texts(), when=_WHEN)),
    labour=st.booleans(), effective_from=st.one_of(st.none(), st.dates()), effective_to=st.none(),
)  # fmt: skip
