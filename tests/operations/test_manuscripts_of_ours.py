"""Every kind of finding is raised by a manuscript of our own, in Word, PDF and TeX, at its words; what comes near raises none."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Final

import pytest

from ipdesk.importing.manuscripts import manuscript_in
from ipdesk.model.text import Message
from ipdesk.operations import records, spills
from ipdesk.operations.desk import Desk
from ipdesk.operations.lexicons import searcher_in_force
from ipdesk.operations.reviews import PAPERS, Review, check_manuscript, check_read
from ipdesk.paths import resource_path
from ipdesk.registers.paper_choices import KINDS
from ipdesk.registers.paper_filings import exceptions
from ipdesk.screening.risk_labels import KIND_WORDS, WORDS
from ipdesk.screening.risks import Risk
from tests.architecture.sources import PACKAGE
from tests.importing.manuscript_makers import pdf
from tests.importing.word_makers import docx, lines
from tests.operations.cases import DISCLOSURES
from tests.operations.cases import ENGLISH as SPEAKER
from tests.operations.desk_of_ours import KNOWN, approved, furnish, under_review
from tests.operations.manuscripts_of_ours import (
    BLANK,
    CHINESE,
    ENGLISH,
    FILED_TEXT,
    LACKING,
    LAPSED,
    LEAVER,
    MAKER,
    NAMELESS,
    OF_OTHERS,
    PAIRS,
    POSTED,
    PUBLIC_ON,
    PUBLISHED,
    READ_THERE,
    REVIEW,
    REVIEWS,
    SCANNED,
    SEALED,
    SPELLED,
    STRANGER,
    THANKS,
    UNITS,
    UNKNOWN,
    WHOLE,
    Pair,
    Told,
)
from tests.operations.papers_of_ours import MADE, Paper, chinese, english

NOT_ALL: Final = next(each for each in WHOLE if each.kind == "unread")
LATIN: Final = next(each for each in WHOLE if each.kind == "author-agreement")
FAMILIES: Final = tuple(
    each
    for path in sorted(resource_path("rules", "lexicons").glob("*.toml"))
    for each in tomllib.loads(path.read_text(encoding="utf-8")).get("family", ())
)
THANKED: Final = len(THANKS)
IN_CHINESE, IN_ENGLISH = UNITS


def paper(pairs: Sequence[Pair], *, holds: bool, in_english: bool = False) -> Paper:
    """Return a paper that tells the passages of some pairs, or what comes near them, and from where its authors are."""
    passages = told_by(pairs, holds=holds)
    [units] = told_by([IN_ENGLISH if in_english else IN_CHINESE], holds=holds)
    if in_english:
        return english(passages, "Zeng Guangsheng" if holds else "Shan Yutong", units, picture=False)
    authors = f"{LACKING}，{LEAVER}，{POSTED}，{MAKER}，{STRANGER}" if holds else f"{KNOWN[0]}，林　晚"
    return chinese(passages[:-THANKED], passages[-THANKED:], authors, units, picture=holds)


def told_by(pairs: Sequence[Pair], *, holds: bool) -> list[str]:
    """Return the passages of some pairs, or what comes near them."""
    return [each.holds if holds else each.near for each in pairs]


def telling_nothing(in_english: bool) -> Paper:
    """Return a paper that tells nothing of what the desk holds."""
    if in_english:
        return replace(english([""], "Shan Yutong", picture=False), title="Some remarks on a device")
    return replace(chinese([], [], KNOWN[0], picture=False), title="某装置的若干观察")


def compare(review: Review, expected: Sequence[Told], passages: Sequence[str]) -> None:
    """Say that a check found just what is expected, each at its words, and those within one of the passages."""
    text, left, lacking = review.manuscript.text, list(review.risks), []
    held = [(at, at + len(each)) for each in passages for at in places(text, each)]
    assert [each for each in passages if each not in text] == [], "each stands there as it was written"
    for told in expected:
        found = next((each for each in left if is_told(told, each, text)), None)
        if found is None:
            lacking.append(told)
            continue
        left.remove(found)
        if found.end:
            loose = told.loose
            assert found.text == text[found.start : found.end]
            assert any(a - loose <= found.start and found.end <= b + loose for a, b in held), "elsewhere"
    others = [(each.kind, each.severity, SPEAKER.say(each.reason), each.text) for each in left]
    assert (lacking, others) == ([], []), "\n".join(map(repr, [*lacking, "but", *others]))


def is_told(told: Told, risk: Risk, text: str) -> bool:
    """Say whether a risk is the one expected, at its words."""
    if (risk.kind, risk.severity, risk.reason.id) != (told.kind, told.severity, told.reason):
        return False
    if told.why != ids_of(risk.reason.args.get("why")):
        return False
    if not risk.end:
        return told.words in ("", risk.text)
    ends = ((at, at + len(told.words)) for at in places(text, told.words))
    return any(abs(risk.start - at) <= told.loose and abs(risk.end - end) <= told.loose for at, end in ends)


def ids_of(why: object) -> str:
    """Return the sentence that a message in another one is of."""
    return why.id if isinstance(why, Message) else ""


def places(text: str, words: str) -> list[int]:
    """Return where words stand in a text."""
    return [each.start() for each in re.finditer(re.escape(words), text)] if words else []


@pytest.mark.parametrize("ending", MADE)
def test_each_kind_of_finding_is_raised_at_its_words_and_what_comes_near_raises_none(
    desk: Desk, tmp_path: Path, ending: str
) -> None:
    furnish(desk, tmp_path)
    holding, near = tmp_path / f"甲.{ending}", tmp_path / f"乙.{ending}"
    holding.write_bytes(MADE[ending](paper(CHINESE, holds=True)))
    near.write_bytes(MADE[ending](paper(CHINESE, holds=False)))
    number = approved(desk, tmp_path, near.read_bytes())
    review = check_manuscript(desk, holding, authors=[STRANGER], public_on=PUBLIC_ON, paper=number)
    pairs = (*CHINESE, IN_CHINESE)
    told = [*WHOLE, *(each for pair in pairs for each in pair.tells)]
    compare(review, told, told_by(pairs, holds=True))
    review = check_manuscript(desk, near, authors=KNOWN, public_on=PUBLIC_ON, paper=number)
    compare(review, [each for pair in pairs for each in pair.near_tells], told_by(pairs, holds=False))
    assert not review.holds


@pytest.mark.parametrize("ending", ["docx", "pdf"])
def test_an_english_paper_too(desk: Desk, tmp_path: Path, ending: str) -> None:
    furnish(desk, tmp_path)
    for holds in (True, False):
        file = tmp_path / f"{holds}.{ending}"
        file.write_bytes(MADE[ending](paper(ENGLISH, holds=holds, in_english=True)))
        lacking = [replace(LATIN, words="Zeng Guangsheng")] if holds else []
        pairs = (*ENGLISH, IN_ENGLISH)
        told = [each for pair in pairs for each in (pair.tells if holds else pair.near_tells)]
        made = check_manuscript(desk, file, public_on=PUBLIC_ON)
        compare(made, [*lacking, *told], told_by(pairs, holds=holds))


@pytest.mark.parametrize("ending", MADE)
def test_what_its_review_says_raises_findings_of_a_paper_that_tells_nothing(
    desk: Desk, tmp_path: Path, ending: str
) -> None:
    furnish(desk, tmp_path)
    for in_english in (False, True)[: 1 + (ending != "tex")]:
        manuscript = manuscript_in(MADE[ending](telling_nothing(in_english)), f"稿.{ending}")
        for each in REVIEWS:
            for says, told in ((each.holds, each.tells), (each.near, each.near_tells)):
                number = under_review(desk, {**REVIEW, **says})
                review = check_read(desk, manuscript, public_on=each.public_on, paper=number)
                compare(review, told, [])


def test_a_file_without_text_says_so_and_one_with_a_word_does_not(desk: Desk, tmp_path: Path) -> None:
    for text, told in (("", [BLANK]), ("见附录。", [])):
        file = tmp_path / "短.docx"
        file.write_bytes(docx(lines(text), header=""))
        compare(check_manuscript(desk, file), told, [])


def test_a_filed_result_of_others_covers_nothing_and_an_unknown_author_is_read_beside_a_known_one(
    desk: Desk, tmp_path: Path
) -> None:
    furnish(desk, tmp_path)
    for author, tells in ((POSTED, {OF_OTHERS.kind: "warn"}), (KNOWN[0], {OF_OTHERS.kind: "info"})):
        made = replace(telling_nothing(in_english=False), authors=f"{author}，{UNKNOWN}")
        file = tmp_path / "稿.docx"
        file.write_bytes(MADE["docx"](replace(made, sections=(*made.sections, ("5 又记", (FILED_TEXT,))))))
        review = check_manuscript(desk, file)
        found = {each.kind: each.severity for each in review.risks}
        assert {kind: found[kind] for kind in tells} == tells
        assert ("undisclosed" in found) == (author == POSTED)
        assert any(is_told(READ_THERE, each, "") for each in review.risks)


def test_a_file_that_was_approved_says_so_until_its_approval_lapses(desk: Desk, tmp_path: Path) -> None:
    data = "见附录。".encode()
    number = approved(desk, tmp_path, data)
    read = manuscript_in(data, "短.md")
    assert check_read(desk, read, paper=number).approved is True
    records.change(desk, PAPERS, number, {"approved_until": "2026-01-02", "decided_on": "2026-01-01"})
    review = check_read(desk, read, paper=number)
    assert [is_told(LAPSED, each, "") for each in review.risks if each.kind == LAPSED.kind] == [True]
    assert check_read(desk, manuscript_in(b"other", "短.md"), paper=number).approved is False
    assert check_read(desk, read).approved is None


def test_who_is_named_otherwise_and_what_is_sealed_are_told_and_a_stranger_is_not(
    desk: Desk, tmp_path: Path
) -> None:
    furnish(desk, tmp_path)
    sealed = records.add(desk, DISCLOSURES, [{"title": "代号丙"}])[0].number
    spills.seal(desk, DISCLOSURES, sealed, "超限")
    read = manuscript_in("见附录。".encode(), "短.md")
    for authors, told in (([SPELLED.words], [SPELLED, SEALED]), (["Nobody Atall"], [SEALED])):
        review = check_read(desk, read, authors=authors)
        found = [each for each in review.risks if each.kind == SEALED.kind]
        compare(replace(review, risks=tuple(found)), told, [])
        assert sealed in SPEAKER.say(found[-1].reason)


def test_a_file_of_pictures_alone_is_held_and_one_with_a_line_of_text_is_not(
    desk: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "扫.pdf"
    for page, told in (([], [SCANNED]), (["见附录中的说明和照片，余下从略。"] * 9, [NOT_ALL])):
        file.write_bytes(pdf([page], picture=True))
        compare(check_manuscript(desk, file), told, [])


def test_a_long_text_that_names_nobody_says_so_and_one_with_a_name_does_not(
    desk: Desk, tmp_path: Path
) -> None:
    file, body = tmp_path / "稿.txt", "试样在干燥箱中放置，随后称重并记录。" * 50
    for head, told in (
        ("题目：某装置的观察", [NAMELESS[0]]),
        ("某装置的观察，", [NAMELESS[1]]),
        ("某装置的观察\n张三，李四", []),
    ):
        file.write_text(f"{head}\n{body}", encoding="utf-8")
        compare(check_manuscript(desk, file), told, [])


def kinds_in_the_program() -> set[str]:
    """Return every kind of finding that the program can give, those of words by the families we ship and the list of one's own."""
    found: set[str] = set()
    for name, call in _made_risks():
        given = next(each.value for each in call.keywords if each.arg == "kind")
        told = {
            each.value
            for each in ast.walk(given)
            if isinstance(each, ast.Constant) and isinstance(each.value, str) and each.value != "secret"
        }
        assert told, f"{name}:{call.lineno}: what kind this is must be read here"
        found |= {str(each) for each in told}
    assert "word." in found
    return (
        found - {"word."} | {f"word.{each['id']}" for each in FAMILIES if "lookup" not in each} | {"word.own"}
    )


def reasons_in_the_program() -> set[str]:
    """Return every sentence that gives the reason of a finding: those that the modules which make findings declare, or say of others."""
    found = {exceptions(each.code).id for each in KINDS}
    for name, tree in _making_risks().items():
        module = import_module(name)
        names = {
            node.target.id
            for node in tree.body
            if isinstance(node, ast.AnnAssign)
            and isinstance(node.target, ast.Name)
            and node.value is not None
            and called(node.value) == "N_"
        }
        names |= {
            node.args[0].id
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and called(node) == "Message" and isinstance(node.args[0], ast.Name)
        }
        found |= {getattr(module, each) for each in names if each.isupper() and not each.startswith("CLEAR")}
    return found


def called(node: ast.expr) -> str:
    """Return what an expression calls by a plain name."""
    return node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""


@cache
def _making_risks() -> dict[str, ast.Module]:
    texts = {
        ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts): path.read_text(encoding="utf-8")
        for path in PACKAGE.rglob("*.py")
    }
    return {name: ast.parse(text) for name, text in texts.items() if re.search(r"\bRisk\(", text)}


def _made_risks() -> Iterator[tuple[str, ast.Call]]:
    for name, tree in _making_risks().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and called(node) == "Risk":
                yield name, node


def test_no_kind_of_finding_and_no_reason_is_without_a_pair() -> None:
    pairs = [each for pair in PAIRS for each in pair.tells]
    of_files = (*WHOLE, BLANK, SCANNED, *NAMELESS, SPELLED, SEALED, READ_THERE, OF_OTHERS, LAPSED)
    told = [*of_files, *pairs, *(each for review in REVIEWS for each in review.tells)]
    kinds = {each.kind for each in told}
    assert kinds_in_the_program() == kinds
    said = {text for each in told for text in (each.reason, each.why) if text}
    assert reasons_in_the_program() == said - {PUBLISHED}
    assert {each for each in kinds if not each.startswith(WORDS)} == KIND_WORDS.keys()


def test_each_family_whose_numbers_are_looked_up_is_in_a_pair(desk: Desk) -> None:
    looked_up = {each["id"] for each in FAMILIES if "lookup" in each}
    hits = searcher_in_force(desk).hits("\n\n".join(each.holds for each in PAIRS))
    assert looked_up <= {each.family.id for each in hits}
    assert looked_up != set()
