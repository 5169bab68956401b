"""Plain texts, Markdown and TeX as manuscripts: every sign that is told lies at a known offset of the file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipdesk.importing.limits import Unreadable
from tests.importing.manuscript_makers import answer_of, read, told

WORDS = st.text(st.sampled_from("低温𠮷😀aé 。\n"), max_size=60)
PIECES = st.sampled_from(
    [
        "\\section{绪论}", "{\\bf 粗}", "% 注释 \\x\n", "$\\mu$", "~", "\\\\", "\\%", "\\cite[3]{a,b}", "\\unknown", "\\endgroup", "\\begin x", "}", "{",
        "\\begin{table}[h]", "\\end{table}", "\\iffalse 删\n去 \\fi", "\\input{a}", "&", "\\", "\\begin{comment}不用\\end{comment}",
    ]
)  # fmt: skip
TEX = r"""\documentclass[12pt]{article}
\usepackage{ctex}
\title{低温热链 % 暂名
的研究}
\author{𠮷田\thanks{基金资助}}
\newcommand{\x}{y}
\begin{document}
\maketitle
\begin{abstract}
温度为 $3.7\pm0.1$~K，长 5\,$\mu$m。
\end{abstract}
\section{引言}\label{s1}
如文献\cite[p.~3]{a,b}所示，M\"uller 给出 50\% 的结果。
%\input{旧稿}
\iffalse
机密★5年
\fi
\includegraphics[width=5cm]{图/装置.pdf}
\input{第二节}
\end{document}
"""


@given(WORDS)
def test_plain_text_stands_as_it_is(text: str) -> None:
    if not text.strip():
        return
    found = read(text.encode(), "稿.txt")
    assert found.text == text
    assert found.source_of(len(text) - 1) == len(text) - 1
    for at in range(len(text)):
        assert found.place_of(at) == text.count("\n", 0, at) + 1


@given(
    st.lists(WORDS | st.sampled_from(["<!-- 删\n去 -->", "![图](a/b.png)", "# 题\n"]), min_size=1, max_size=6)
)
def test_markdown_stands_as_it_is_with_its_comments_as_parts(pieces: list[str]) -> None:
    text = "".join(pieces)
    if not text.strip():
        return
    found = read(text.encode(), "稿.md")
    assert found.text == text
    assert [each for _, each in told(found, "comment")] == [
        each for each in pieces if each.startswith("<!--")
    ]
    assert len([each for each in found.unread if each.what == "picture"]) >= ("![图]" in text)
    for each in found.parts:
        assert each.place == text.count("\n", 0, each.start) + 1


@given(st.lists(WORDS | PIECES, max_size=12))
def test_what_tex_shows_lies_where_its_offset_says(pieces: list[str]) -> None:
    text = "".join(pieces)
    if not text.strip():
        return
    found = read(text.encode(), "稿.tex")
    changed = {"μ": "\\", " ": None, "\t": "&", "å": "\\"}
    for part in found.parts:
        if part.where != "body":
            continue
        for at in range(part.start, part.end):
            source, sign = found.source_of(at), found.text[at]
            assert source is not None
            if sign in changed:
                continue
            assert text[source] == sign
            assert found.place_of(at) == text.count("\n", 0, source) + 1


def test_tex_loses_its_commands_and_keeps_its_words() -> None:
    found = read(TEX.encode("gb18030"), "稿.tex")
    shown = "\n".join(text for _, text in told(found))
    assert [each for each in shown.splitlines() if each.strip()] == [
        "低温热链  的研究", "𠮷田", "abstract", "温度为 3.7±0.1 K，长 5 μm。", "引言", "如文献所示，Müller 给出 50% 的结果。",
    ]  # fmt: skip
    assert told(found, "note") == [(5, "基金资助")]
    assert [text.strip() for _, text in told(found, "tex-comment")] == ["暂名", "\\input{旧稿}", "机密★5年"]
    assert [(each.what, each.name) for each in found.unread] == [
        ("picture", "图/装置.pdf"),
        ("include", "第二节"),
    ]
    assert found.mark is not None and found.mark.where.startswith("tex-comment")
    at = found.text.index("Müller")
    assert TEX.splitlines()[found.place_of(at) - 1].startswith("如文献")


@pytest.mark.parametrize(
    ("line", "where"),
    [
        (r"\lhead{机密★10年}", "preamble 2"),
        (r"\newcommand{\密级}{机密$\bigstar$10年}", "preamble 2"),
        (r"\hypersetup{pdfkeywords={机密★10年}}", "preamble 2"),
        (r"\usepackage[head=机密★10年]{own}", "tex-comment 2"),
        (r"\begin{document}\label{机密★10年}", "tex-comment 2"),
        ("\\begin{document}正文\\footnote{机密★10年}", "note 2"),
        ("\\begin{document}正文\n\\end{document}\n机密★10年", "tex-comment 4"),
    ],
)
def test_a_marking_is_seen_wherever_it_stands_in_a_source(line: str, where: str) -> None:
    rest = "" if r"\begin" in line else "\n% \\begin{document}\n\\begin{document}正文\\end{document}"
    found = read(f"\\documentclass{{article}}\n{line}{rest}".encode(), "稿.tex")
    assert found.mark is not None and (found.mark.level, found.mark.where) == ("confidential", where)
    assert "正文" in [text for _, text in told(found)] or r"\label" in line


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "not-a-manuscript"),
        (b"\x00\x01\x02" * 90, "not-a-manuscript"),
        (b"\xff" * 300, "encoding"),
        (b"{\\rtf1 a}", "other-document"),
        ("<html><p>文".encode(), "other-document"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as error:
        answer_of(data)
    assert error.value.code == code


def test_text_in_old_codes_is_read() -> None:
    for code in ("gb18030", "utf-8-sig", "utf-16"):
        assert read("低温𠮷\r\n热链".encode(code)).text == "低温𠮷\n热链"


def test_deep_and_endless_tex_ends() -> None:
    for word, times in ((b"\\title{", 30_000), (b"\\thanks{", 3_000), (b"\\author{\\thanks{", 3_000)):
        assert read((word * times) + b"\\begin{document}x", "a.tex").text
