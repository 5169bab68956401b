"""Papers of our own writing with passages put into them, as Word files, PDF and TeX: what authors hand in, all invented."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from tests.importing.manuscript_makers import pdf
from tests.importing.word_makers import docx, lines, relation

UNITS: Final = "（某某实验室 雾化与喷射研究室，某市 100000）"
UNITS_IN_ENGLISH: Final = "Laboratory of Sprays, Some City 100000, China"
LINE: Final = 76  # columns of a line in PDF, of which a Han character takes two
ON_PAGE: Final = 30  # lines
_UNITS: Final = re.compile(r"[!-~°μ]+|\s|.")  # what a line is not broken within


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper: its sections are pairs of a heading and paragraphs. `picture` puts one in, which is not read."""

    title: str
    authors: str
    units: str
    abstract: tuple[str, str]
    keywords: str
    sections: tuple[tuple[str, tuple[str, ...]], ...]
    references: tuple[str, tuple[str, ...]]
    picture: bool = False

    def paragraphs(self) -> Iterator[str]:
        """Yield all of it as it is printed, paragraph by paragraph."""
        yield from (self.title, self.authors, self.units, *self.abstract, self.keywords)
        for heading, paragraphs in (*self.sections, self.references):
            yield from (heading, *paragraphs)


def chinese(
    passages: Sequence[str], thanks: Sequence[str], authors: str, units: str = UNITS, *, picture: bool
) -> Paper:
    """Return a Chinese paper that tells some passages, each in a paragraph of its own, and thanks."""
    third = len(passages) // 3
    return Paper(
        title="梯度孔陶瓷雾化片的供液与谐振特性",
        authors=authors,
        units=units,
        abstract=("摘要", "医用雾化要求液滴细而均匀。本文考察陶瓷片的孔结构与驱动方式对雾滴粒度的影响，给出一种装配流程，并讨论它的局限。"),
        keywords="关键词：雾化；多孔陶瓷；压电驱动；供液",
        sections=(
            ("1 引言", (
                "雾化吸入是呼吸科常见的给药方式，液滴太大沉积在咽部，太小又随呼气排出。如何在低功耗下得到合适的粒度，一直受到关注。",
                *passages[:third],
                "上述问题相互牵连，下面先说明样品与装置。",
            )),
            ("2 样品与方法", (
                "陶瓷片直径与市售产品一致，表面经超声清洗后烘干。雾滴粒度由激光粒度仪测量，每次测量前用标准微球校准。",
                *passages[third : 2 * third],
                "数据处理使用自编脚本，拟合优度低于预期的组别予以剔除并注明。",
            )),
            ("3 结果与讨论", (
                "孔结构变化后，起雾时间缩短而噪声略有上升，说明供液不再是瓶颈。不同批次之间的差别主要来自装配。",
                *passages[2 * third :],
                "本文的结论只在室温和常压下得到，高海拔条件有待验证。",
            )),
            ("4 结论", ("合理的孔结构与装配流程可以兼顾粒度与寿命。后续将考察药液黏度的影响。",)),
            ("致谢", tuple(thanks)),
        ),
        references=("参考文献", (
            "[1] 何某某, 陆某. 多孔片供液的数值模拟[J]. 某某学报, 2019, 12(3): 45-52.",
            "[2] Doe J, Roe R. Droplet size in vibrating mesh devices[J]. Some Journal, 2020, 7: 101-110.",
        )),
        picture=picture,
    )  # fmt: skip


def english(passages: Sequence[str], authors: str, units: str = UNITS_IN_ENGLISH, *, picture: bool) -> Paper:
    """Return an English paper that tells some passages, the last of them in its thanks."""
    return Paper(
        title="Wetting and resonance of graded ceramic plates for aerosol delivery",
        authors=authors,
        units=units,
        abstract=("Abstract", "Fine and even droplets are wanted in inhalation therapy. We look at how pores and drive shape the spray and where the approach ends."),
        keywords="Keywords: aerosol; porous ceramics; piezoelectric drive",
        sections=(
            ("1 Introduction", (
                "Large droplets are lost in the throat and small ones are breathed out again, so that a narrow range of sizes is of use to the patient.",
                *passages[:2],
            )),
            ("2 Methods", (
                "Plates were washed in an ultrasonic bath and dried; droplets were counted by laser diffraction against reference spheres.",
                *passages[2:-1],
                "Groups with a poor fit were left out, which is noted in each figure.",
            )),
            ("3 Conclusions", ("Pores and assembly together decide how long a plate lasts. Viscous drugs are left for later work.",)),
            ("Acknowledgements", (passages[-1],)),
        ),
        references=("References", (
            "[1] Doe J, Roe R. Droplet size in vibrating mesh devices. Some Journal, 2020, 7: 101-110.",
            "[2] Poe E. On the drying of films. Other Journal, 2018, 3: 7-9.",
        )),
        picture=picture,
    )  # fmt: skip


def as_docx(paper: Paper) -> bytes:
    """Return a paper as a Word file; where no picture is in it, a box with text is."""
    drawn = (
        '<w:p><w:r><w:drawing><a:blip xmlns:a="urn:a" r:embed="rId7"/></w:drawing></w:r></w:p>'
        if paper.picture
        else f"<w:p><w:r><w:pict><w:txbxContent>{lines('图框内的说明文字')}</w:txbxContent></w:pict></w:r></w:p>"
    )
    related = relation("image", "media/image1.png", id="rId7") if paper.picture else ""
    parts = {"word/media/image1.png": b"\x89PNG\r\n\x1a\n" + bytes(64)} if paper.picture else {}
    return docx(lines(*paper.paragraphs()) + drawn, header=lines("投稿稿件"), relations=related, parts=parts)


def as_pdf(paper: Paper) -> bytes:
    """Return a paper as printed on pages with a running head; where no picture is in it, a line is drawn over its end."""
    wrapped = [line for each in paper.paragraphs() for line in _wrapped(each)]
    pages = [
        ["投稿稿件 雾化与喷射", *wrapped[at : at + ON_PAGE], str(at // ON_PAGE + 1)]
        for at in range(0, len(wrapped), ON_PAGE)
    ]
    return pdf(pages, large=2, picture=paper.picture)


def as_tex(paper: Paper) -> bytes:
    """Return a paper as a TeX source; where no picture is in it, one is in a comment alone."""
    drawn = r"\includegraphics[width=8cm]{figures/spray}"
    made = [
        r"\documentclass{ctexart}",
        r"\usepackage{graphicx}",
        rf"\title{{{_escaped(paper.title)}}}",
        rf"\author{{{_escaped(paper.authors)}}}",
        r"\begin{document}",
        r"\maketitle",
        _escaped(paper.units),
        r"\begin{abstract}",
        _escaped(paper.abstract[1]),
        r"\end{abstract}",
        _escaped(paper.keywords),
    ]
    for heading, paragraphs in paper.sections:
        made += ["", rf"\section{{{_escaped(heading.partition(' ')[2] or heading)}}}"]
        made += [f"{_escaped(each)}\n" for each in paragraphs]
    made += [
        drawn if paper.picture else f"% {drawn}",
        r"\begin{thebibliography}{9}",
        *(rf"\bibitem{{b{at}}} {_escaped(each[4:])}" for at, each in enumerate(paper.references[1])),
        r"\end{thebibliography}",
        r"\end{document}",
    ]
    return "\n".join(made).encode()


MADE: Final = {"docx": as_docx, "pdf": as_pdf, "tex": as_tex}


def _escaped(text: str) -> str:
    return re.sub(r"([%&#_{}])", r"\\\1", text)


def _wrapped(paragraph: str) -> Iterator[str]:
    """Yield the lines of a paragraph, broken between any two Han characters and at blanks."""
    line, width = "", 0
    for unit in _UNITS.findall(paragraph):
        size = sum(1 if sign < "\u2e80" else 2 for sign in unit)
        if width + size > LINE:
            yield line.rstrip()
            line, width = "", 0
        line += unit if line else unit.lstrip()
        width += size
    yield line
