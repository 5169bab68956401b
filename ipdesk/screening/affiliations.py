"""Signs in the lines of the authors that somebody works abroad: names of countries, domains of addresses, words of foreign institutions.

A name of a country or a foreign domain is certain; a word that institutions abroad have is only possible, and counts in no line that
names China. Hong Kong, Macao and Taiwan lie outside the border that export control knows, so they are told as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

# Ordinary names of countries as affiliations write them; those that are common words or names of people are left to the words.
_ENGLISH: Final = (
    r"U\.S\.A\.|USA|U\.S\.|United States(?: of America)?|U\.K\.|UK|"
    "United Kingdom|England|Scotland|Wales|Ireland|Germany|France|Italy|Spain|"
    "Portugal|Netherlands|The Netherlands|Belgium|Luxembourg|Switzerland|Austria|Denmark|Sweden|Norway|Finland|Iceland|Poland|"
    "Czech Republic|Czechia|Slovakia|Slovenia|Hungary|Romania|Bulgaria|Greece|Croatia|Serbia|Ukraine|Belarus|Russia|Russian Federation|"
    "Estonia|Latvia|Lithuania|Türkiye|Israel|Iran|Iraq|Saudi Arabia|United Arab Emirates|UAE|Qatar|Kuwait|Egypt|Morocco|Algeria|Tunisia|"
    "Nigeria|Kenya|Ethiopia|South Africa|India|Pakistan|Bangladesh|Sri Lanka|Nepal|Kazakhstan|Uzbekistan|Mongolia|Japan|"
    "South Korea|Republic of Korea|Korea|Vietnam|Thailand|Malaysia|Singapore|Indonesia|Philippines|Australia|New Zealand|Canada|Mexico|"
    "Brazil|Argentina|Chile|Colombia|Peru|Cuba|Hong Kong|Macao|Macau|Taiwan"
)
_CHINESE: Final = (
    "美国|英国|德国|法国|意大利|西班牙|葡萄牙|荷兰|比利时|卢森堡|瑞士|奥地利|丹麦|瑞典|挪威|芬兰|冰岛|爱尔兰|波兰|捷克|斯洛伐克|匈牙利|罗马尼亚|"
    "保加利亚|希腊|克罗地亚|塞尔维亚|乌克兰|白俄罗斯|俄罗斯|爱沙尼亚|拉脱维亚|立陶宛|土耳其|以色列|伊朗|伊拉克|沙特阿拉伯|阿联酋|卡塔尔|科威特|埃及|"
    "摩洛哥|尼日利亚|肯尼亚|埃塞俄比亚|南非|印度尼西亚|印度|巴基斯坦|孟加拉国|斯里兰卡|尼泊尔|哈萨克斯坦|乌兹别克斯坦|日本|韩国|朝鲜|越南|泰国|"
    "马来西亚|新加坡|菲律宾|澳大利亚|新西兰|加拿大|墨西哥|巴西|阿根廷|智利|哥伦比亚|秘鲁|古巴|中国香港|香港|中国澳门|澳门|中国台湾|台湾"
)
_DOMAINS: Final = (
    "uk|de|fr|it|es|pt|nl|be|lu|ch|at|dk|se|no|fi|is|ie|pl|cz|sk|si|hu|ro|bg|gr|hr|rs|ua|by|ru|ee|lv|lt|tr|il|ir|sa|ae|qa|eg|ma|za|in|pk|bd|"
    "lk|np|kz|uz|mn|jp|kr|vn|th|my|sg|id|ph|au|nz|ca|mx|br|ar|cl|hk|mo|tw|eu|us|edu|gov|mil"
)
_WORDS: Final = (
    r"(?<![A-Za-z])(?:Universit(?:ät|aet|é|à|atea|at|eit|et|y College London)|Universidad|Universidade|Uniwersytet|Hochschule|"
    r"Institut für|Institut fuer|École|Ecole|Politecnico|Fraunhofer|Max[ -]Planck|Helmholtz|CNRS|INRIA|ETH|EPFL|CERN|RIKEN|KAIST|MIT|"
    r"Massachusetts Institute of Technology|California Institute of Technology|Oxford|Cambridge|Stanford|Harvard|Princeton|"
    r"University of (?:California|Tokyo|Kyoto|London|Toronto|Melbourne|Sydney|Michigan|Texas|Illinois|Manchester|Edinburgh))(?![A-Za-z])"
    r"|牛津大学|剑桥大学|帝国理工|麻省理工|斯坦福|哈佛大学|普林斯顿|加州大学|东京大学|京都大学|首尔大学|苏黎世联邦理工|慕尼黑工业大学|马克斯·?普朗克|"
    r"弗劳恩霍夫|亥姆霍兹|莫斯科国立"
)
_COUNTRY: Final = re.compile(rf"(?<![A-Za-z.])(?:{_ENGLISH})(?![A-Za-z])|(?:{_CHINESE})")
_BEFORE: Final = re.compile(r"(?:^|[,，(（;:：、\d-]|(?<!\b[A-Z])\.|\b(?:of|the|in))\s*\Z", re.IGNORECASE)
_ADDRESS: Final = re.compile(
    rf"(?<![\w.])[\w.+-]{{1,64}}@(?:[\w-]{{1,63}}\.){{1,5}}(?:{_DOMAINS})(?![\w.-]*\w)", re.IGNORECASE
)
_POSSIBLE: Final = re.compile(_WORDS)
_AT_HOME: Final = re.compile(
    r"(?<![A-Za-z])(?:China|PRC)(?![A-Za-z])|中国(?!香港|澳门|台湾)|\.cn(?![\w.])", re.IGNORECASE
)
# A country in the name of an institution or of a town at home says nothing of where somebody works; nor does what only begins like one.
_PARTS: Final = re.compile(
    r"研究(?:所|院|中心)|大街|街道|街|路|学(?!术|院|会|校)|语|文[学化]|问题|族|洋|际|金属"
)
# Universities of Hong Kong and Macao have campuses in towns of the mainland, and name those behind their own.
_CAMPUS: Final = re.compile(
    r"[^,，;；(（\n]{0,60}[,，(（]\s*(?:深圳|广州|珠海|Shenzhen|Guangzhou|Zhuhai)(?![A-Za-z])", re.IGNORECASE
)
_ACROSS: Final = frozenset({"香港", "中国香港", "澳门", "中国澳门", "Hong Kong", "Macao", "Macau"})
_BETWEEN: Final = re.compile(r"[\n;；]")


@dataclass(frozen=True, slots=True)
class Abroad:
    """A place of a text that tells of an affiliation abroad; one that is not `certain` is to be looked at."""

    start: int
    end: int
    text: str
    certain: bool


def affiliations_abroad(text: str, stretches: Sequence[tuple[int, int]]) -> tuple[Abroad, ...]:
    """Return what in some stretches of a text tells of work abroad, each wording once, in the order of the text."""
    found: dict[str, Abroad] = {}
    for start, end in stretches:
        for begin, stop in _lines(text, start, end):
            for each in _in_line(text, begin, stop):
                held = found.get(each.text.casefold())
                if held is None or (each.certain and not held.certain):
                    found[each.text.casefold()] = each
    return tuple(sorted(found.values(), key=lambda each: each.start))


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the affiliations of a stretch: they stand in lines of their own, or with semicolons between them."""
    at = start
    for between in _BETWEEN.finditer(text, start, end):
        yield at, between.start()
        at = between.end()
    yield at, end


def _in_line(text: str, start: int, end: int) -> Iterator[Abroad]:
    countries = (each for each in _COUNTRY.finditer(text, start, end) if _is_country(text, each, start, end))
    certain = [*_ADDRESS.finditer(text, start, end), *countries]
    for match in certain:
        yield Abroad(match.start(), match.end(), match[0], True)
    if not certain and not _AT_HOME.search(text, start, end):
        for match in _POSSIBLE.finditer(text, start, end):
            yield Abroad(match.start(), match.end(), match[0], False)


def _is_country(text: str, match: re.Match[str], start: int, end: int) -> bool:
    """Say whether a name of a country stands as one: no surname as in Brian Ireland, no 日本研究中心, no campus in Shenzhen."""
    if match[0] in _ACROSS and _CAMPUS.match(text, match.end(), end):
        return False
    if match[0].isascii():
        return _BEFORE.search(text[max(start, match.start() - 6) : match.start()]) is not None
    return _PARTS.match(text, match.end(), end) is None
