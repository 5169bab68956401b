"""The zones of a manuscript told by its headings: title, authors, abstract, thanks, references, appendix; the rest is body.

Pure functions of text and of the stretches of it that are body. Cautious: what cannot be told is body, and what stands
beside the body (headers, notes, comments) is in no zone. Title and authors are told by what says so (题目：, 作者：), else by an
abstract behind them, else by a line that is all names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ipdesk.screening.author_lines import is_of_authors, is_of_unit

LONGEST_HEADING: Final = 40
FRONT_LINES: Final = 40  # within which an abstract begins, or says nothing of what stands before it
COVERED_LINES: Final = 250  # and behind a cover with its declarations and contents
TITLE_LINES: Final = 5  # behind which a line of names stands for authors where there is no abstract
LAST_LINES: Final = 6  # in which news tell who wrote them
LONGEST_TITLE: Final = 300
LONGEST_ABSTRACT: Final = 6_000
LONGEST_ENTRY_WORDS: Final = 1_500
_NUMBER: Final = r"(?:#{1,6}\s*)?(?:\*\*)?(?:第?[0-9一二三四五六七八九十IVX]{1,4}[章节]?[.、．)）\s]{1,3})?"
_TAIL: Final = r"(?:\*\*)?\s*[:：]?\s*$"
_HEADINGS: Final = {
    "abstract": r"[【\[［〔]?\s*(?:(?:中文|英文|内容)?\s*摘\s*要|(?:内容)?提\s*要|abstract|cabstract|eabstract|summary)\s*[】\]］〕]?",
    "acknowledgements": r"致\s*谢|鸣\s*谢|acknowledge?ments?|acks|thanks",
    "funding": r"基金项目|资助项目|项目资助|基金资助|funding(?:\s+(?:information|statement|sources?))?|financial\s+support",
    "references": r"(?:主要)?参\s*考\s*文\s*献(?:\s*[(（]\s*references\s*[)）])?|引用文献|references?(?:\s+cited|\s+and\s+notes)?"
    r"|bibliography|literature\s+cited|works\s+cited|thebibliography",
    "appendix": r"附\s*录\s*[A-Z0-9一二三四五六七八九十]?(?:[\s:：].{0,30})?|appendi(?:x|ces)\s*[A-Z0-9]?(?:[\s:.：].{0,30})?"
    r"|supplementary\s+(?:materials?|information)|补充材料",
}  # fmt: skip
_KNOWN: Final = re.compile(
    f"\\s*{_NUMBER}(?:{'|'.join(f'(?P<{name}>{words})' for name, words in _HEADINGS.items())}){_TAIL}",
    re.IGNORECASE,
)
# Zones whose heading may begin the line that holds them.
_INLINE: Final = re.compile(
    r"\s*(?:(?P<open>[【\[［〔])\s*)?(?:(?P<abstract>(?:(?:中文|英文|内容)\s*)?摘\s*要|(?:内容)?提\s*要|abstract)"
    r"|(?P<acknowledgements>致\s*谢|acknowledge?ments?)|(?P<funding>基金项目|资助项目|基金资助|funding))"
    r"(?:(?(open)\s*[】\]］〕])\s*(?:[:：—–.]|\s-)|(?(open)\s*[】\]］〕]|(?!)))", re.IGNORECASE,
)  # fmt: skip
# An abstract behind a mere blank, which an entry in the contents is not.
_SPACED: Final = re.compile(
    r"\s*(?:摘\s*要|提\s*要|ABSTRACT|Abstract(?=\s+(?:This|These|We|In|The|An?|To|Here|Our|It)\b))\s+(?!.{0,60}(?:\.{3}|…|·{3}))[^\d\s].{5,}"
)
# What says on a cover, on a slide or over news who wrote it and what it is called; it stands with a colon, a gap or a line of its own.
_SAID: Final = re.compile(
    r"\s*[（(]?(?:(?P<title>(?:(?:中文|英文|论文|学位论文|报告|文章|演讲)\s*)?(?:题\s*目|标\s*题|题\s*名)|title)"
    r"|(?P<authors>(?:第一|论文|通[信讯])?作\s*者(?:\s*姓\s*名)?|(?:学\s*生|研\s*究\s*生|学位申请人|博士生|硕士生|申\s*请\s*人)(?:\s*姓\s*名)?|姓\s*名"
    r"|报\s*告\s*人|汇\s*报\s*人|主\s*讲\s*人|演\s*讲\s*人|发\s*言\s*人|答\s*辩\s*人|(?:撰|供)\s*[稿文](?:\s*人)?|图\s*文|文\s*字|文(?=\s*[/／|｜])|(?:本[报刊网])?(?:记\s*者|通\s*讯\s*员)"
    r"|authors?|written\s+by|presented\s+by|speakers?|presenters?|candidate|student))"
    r"(?:\s*[:：|｜／/]\s*|\s*\t\s*|(?<=记者)\s+|(?<=通讯员)\s+|[ \u3000]{2,}|\s*$)", re.IGNORECASE,
)  # fmt: skip
_NEXT_SAID: Final = re.compile(r"\s[^\s:：]{1,8}[:：]|[）)]\s*$")
_INLINE_ZONES: Final = ("abstract", "acknowledgements", "funding")
_KEYWORDS: Final = re.compile(
    r"\s*(?:[【\[［〔]\s*)?(?:关\s*键\s*词|key\s?-?words?|index\s+terms)", re.IGNORECASE
)
_CLASSES: Final = re.compile(
    r"\s*(?:中图分类号|文献标[识志]码|文章编号|doi\b|收稿日期|投稿日期|https?://|vol\b|第.{1,6}卷|文章类型|classification)", re.IGNORECASE
)  # fmt: skip
_SECTION: Final = re.compile(
    r"\s*(?:#{1,6}\s+\S|第[0-9一二三四五六七八九十]{1,3}[章节]|[一二三四五六七八九十]{1,2}、|"
    r"[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}(?:[.、．\s]\s{0,3}[^\W\d_]|[一-鿿])|(?-i:[IVX]{1,4}[.、．\s]\s{0,3}[A-Z一-鿿])|"
    r"(?:引\s*言|绪\s*论|前\s*言|结\s*论|结\s*语|讨\s*论|introduction|conclusions?|discussion)\s*$|"
    r"(?:作者贡献|利益冲突|作者简介|数据可用性|伦理声明|author\s+contributions?|conflicts?\s+of\s+interests?|competing\s+interests?|"
    r"declarations?|data\s+availability|ethics|about\s+the\s+authors?|orcid)\b)", re.IGNORECASE
)  # fmt: skip
_ENTRY: Final = re.compile(
    r"\s*(?:\[\s*\d{1,4}\s*\]|［\s*\d{1,4}\s*］|[(（]\d{1,4}[)）]|\d{1,4}[.．、)]\s*\S)"
)
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_CLOSED: Final = re.compile(r"[。；;，,]\s*$")


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of the body: title, authors, abstract, body, acknowledgements, funding, references or appendix."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str
    heads: str


def zones(text: str, body: Sequence[tuple[int, int]]) -> tuple[Zone, ...]:
    """Return the zones of a text, in order and without gaps from the first stretch of the body to the end of the last."""
    lines = [each for each in _lines(text, body) if each.text.strip()]
    if not lines:
        return ()
    lines, names = _said(lines)
    front = _front(lines, names)
    _back(lines, names, front)
    return tuple(_merged(lines, names))


def entries(text: str, zone: Zone) -> tuple[tuple[int, int], ...]:
    """Return begin and end of each entry of the references; a line without a mark goes on with the one before."""
    lines = [each for each in _lines(text, [(zone.start, zone.end)]) if each.text.strip() and not each.heads]
    marked = any(_ENTRY.match(each.text) for each in lines)
    found: list[tuple[int, int]] = []
    for each in lines:
        goes_on = (
            found
            and marked
            and not _ENTRY.match(each.text)
            and each.end - found[-1][0] <= LONGEST_ENTRY_WORDS
        )
        if goes_on:
            found[-1] = (found[-1][0], each.end)
        else:
            found.append((each.start, each.end))
    return tuple(found)


def _lines(text: str, body: Sequence[tuple[int, int]]) -> Iterator[_Line]:
    """Yield the lines of the body; one that runs over from page to page is in as many pieces."""
    for start, end in body:
        at = start
        for piece in text[start:end].splitlines(keepends=True):
            line = piece.rstrip("\n")
            yield _Line(at, at + len(line), line, _heading(line))
            at += len(piece)


def _heading(line: str) -> str:
    """Return the zone that a line begins as its heading, "section" for another heading, "" for none."""
    plain = line.strip()
    if len(plain) > LONGEST_HEADING:
        return ""
    if found := _KNOWN.match(plain):
        return found.lastgroup or ""
    return "section" if _SECTION.match(plain) and not _CLOSED.search(plain) else ""


def _begins(line: _Line) -> str:
    """Return the zone that a line begins, as its heading or with it."""
    if line.heads in _HEADINGS:
        return line.heads
    if _SPACED.match(line.text):
        return "abstract"
    found = _INLINE.match(line.text)
    return next((name for name in _INLINE_ZONES if found[name]), "") if found else ""


def _said(lines: list[_Line]) -> tuple[list[_Line], list[str]]:
    """Return the lines with those parted that say what is the title and who are the authors, and which parts these are."""
    made: list[_Line] = []
    names: list[str] = []
    waiting = ""
    for index, line in enumerate(lines):
        found = _SAID.match(line.text) if index < FRONT_LINES or index >= len(lines) - LAST_LINES else None
        name = (found.lastgroup or "") if found else ""
        if name == "title" and ("title" in names or index >= FRONT_LINES):
            name = ""
        begin = found.end() if found and name else 0
        value = line.text[begin:]
        if name and not value.strip():  # a cell of a table; the next one has it
            waiting = name
            name = "body"
        elif not name and waiting:
            name, waiting = "body" if _begins(line) else waiting, ""
        stop = _NEXT_SAID.search(value) if name in ("title", "authors") else None
        end = begin + (stop.start() if stop else len(value))
        for part, start, until in (
            ("body", 0, begin),
            (name or "body", begin, end),
            ("body", end, len(line.text)),
        ):
            if line.text[start:until].strip():
                made.append(line if until - start == len(line.text) else _part(line, start, until))
                names.append(part)
    return made, names


def _part(line: _Line, begin: int, end: int) -> _Line:
    return _Line(line.start + begin, line.start + end, line.text[begin:end], "")


def _front(lines: list[_Line], names: list[str]) -> int:
    """Name title, authors and abstract, and return the line behind them."""
    reach = COVERED_LINES if "title" in names[:FRONT_LINES] else FRONT_LINES
    at = next((index for index, line in enumerate(lines[:reach]) if _begins(line) == "abstract"), -1)
    if "title" not in names[:FRONT_LINES]:
        _untold(lines, names) if at < 0 else _before_abstract(lines[:at], names)
    if at < 0:
        return 0
    end = _abstract(lines, names, at)
    again = next(
        (
            index
            for index, line in enumerate(lines[end : end + FRONT_LINES // 2], end)
            if _begins(line) == "abstract"
        ),
        -1,
    )  # in the other language
    if again >= 0 and not any(line.heads == "section" for line in lines[end:again]):
        end = _abstract(lines, names, again)
    return end


def _untold(lines: list[_Line], names: list[str]) -> None:
    """Name title and authors where no abstract tells of them: a line of names stands near the top, or something says who wrote it."""
    title = next((index for index, line in enumerate(lines) if not _CLASSES.match(line.text)), 0)
    top = lines[title : title + TITLE_LINES + 1]
    head = top[0].text
    is_heading = top[0].heads and not head.lstrip().startswith("# ")
    if title >= TITLE_LINES or is_heading or len(head) > LONGEST_TITLE or _CLOSED.search(head):
        return
    if "authors" in names:
        names[title] = "title" if names[title] == "body" and not _SAID.match(head) else names[title]
        return
    authors = next((at for at, line in enumerate(top[1:], 1) if is_of_authors(line.text)), 0)
    if not authors or any(line.heads for line in top[1:authors]):
        return
    names[title : title + authors] = ["title"] * authors
    for index in range(title + authors, min(title + authors + TITLE_LINES, len(lines))):
        text = lines[index].text
        if lines[index].heads or not (index == title + authors or is_of_authors(text) or is_of_unit(text)):
            return
        names[index] = "authors"


def _before_abstract(lines: list[_Line], names: list[str]) -> None:
    """Name the first line the title, unless it is a number of the journal, and what follows the authors."""
    title = next(
        (index for index, line in enumerate(lines) if not _CLASSES.match(line.text) and not _begins(line)), -1
    )
    if title < 0 or len(lines[title].text) > LONGEST_TITLE:
        return
    names[title] = "title"
    for index in range(title + 1, len(lines)):
        if names[index] != "body" or _SAID.match(lines[index].text):
            continue
        begun = _begins(lines[index])
        names[index] = begun or (
            "body" if lines[index].heads or _CLASSES.match(lines[index].text) else "authors"
        )


def _abstract(lines: list[_Line], names: list[str], at: int) -> int:
    """Name an abstract up to its key words or to the next heading, and return the line behind it."""
    alone = lines[at].heads == "abstract"
    size = 0
    for index in range(at, len(lines)):
        line = lines[index]
        size += len(line.text)
        if index > at and (line.heads or _begins(line) or size > LONGEST_ABSTRACT):
            return index
        names[index] = "abstract"
        if _KEYWORDS.match(line.text):
            return index + 1
        ended = index - at >= (1 if alone else 0) and not _goes_on(lines, index)
        if ended:
            return index + 1
    return len(lines)


def _goes_on(lines: list[_Line], at: int) -> bool:
    """Say whether an abstract goes on behind a line: key words or a heading come within a few lines."""
    return any(_KEYWORDS.match(each.text) or each.heads for each in lines[at + 1 : at + 9])


def _back(lines: list[_Line], names: list[str], front: int) -> None:
    """Name thanks, funding, references and appendices behind the front."""
    references = _references(lines, front)
    index, inside = front, ""
    while index < len(lines):
        line, begun = lines[index], _begins(lines[index])
        if begun == "abstract" or (begun == "references" and index != references):
            begun = ""
        if begun:
            inside = begun
        elif line.heads == "section" and not (inside in ("references", "appendix") and _stays(inside, line)):
            inside = ""
        if inside:
            names[index] = inside
        if inside in ("funding", "acknowledgements") and begun and line.heads != begun:
            inside = ""  # it stands in one line with its heading
        index += 1


def _stays(inside: str, line: _Line) -> bool:
    """Say whether a line that looks like a heading is but an entry of the references, or a section of the appendix."""
    return inside == "appendix" or _ENTRY.match(line.text) is not None or _YEAR.search(line.text) is not None


def _references(lines: list[_Line], front: int) -> int:
    """Return the last heading of references that entries follow, -1 without one."""
    for index in range(len(lines) - 1, front - 1, -1):
        if lines[index].heads == "references":
            next_lines = lines[index + 1 : index + 7]
            if any(_ENTRY.match(each.text) or _YEAR.search(each.text) for each in next_lines):
                return index
    return -1


def _merged(lines: list[_Line], names: list[str]) -> Iterator[Zone]:
    """Yield neighbouring lines of one name as one zone that reaches to the next."""
    begin = 0
    for index in range(1, len(lines) + 1):
        if index == len(lines) or names[index] != names[begin]:
            end = lines[index].start if index < len(lines) else lines[-1].end
            yield Zone(names[begin], lines[begin].start, end)
            begin = index
