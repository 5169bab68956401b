"""The names in the lines that tell of the authors of a manuscript, without what stands around them: marks, numbers, institutions.

Pure functions of text. What is no name may be told as one, where nothing speaks against it; a name is left out rather than cut.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from ipdesk.model.surnames import COMPOUND, SURNAMES

FIRST_HAN: Final = 0x2E80
LONGEST_HAN: Final = 4
LONGEST_NAME: Final = 60
LONGEST_LINE: Final = 600
MOST_WORDS: Final = 5
_TWO: Final = 2
# The most frequent ones; a line is taken for one of authors, where nothing else says so, by them alone.
_FREQUENT: Final = (
    frozenset(
        "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫"
        "段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单裴霍涂成苗谷"
        "盛曲冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣"
        "巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝封官谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋"
    )
    | SURNAMES.keys()
)
_READ: Final = frozenset((
    "wang", "li", "zhang", "liu", "chen", "yang", "huang", "zhao", "wu", "zhou", "xu", "sun", "ma", "zhu", "hu", "guo",
    "he", "gao", "lin", "luo", "zheng", "liang", "xie", "song", "tang", "han", "feng", "deng", "cao", "peng", "zeng",
    "xiao", "tian", "dong", "yuan", "pan", "yu", "jiang", "cai", "du", "ye", "cheng", "su", "wei", "lv", "lyu", "ding",
    "ren", "shen", "yao", "lu", "cui", "zhong", "tan", "fan", "jin", "shi", "liao", "jia", "xia", "fu", "fang", "bai",
    "zou", "meng", "xiong", "qin", "qiu", "yin", "xue", "yan", "duan", "lei", "hou", "long", "tao", "gu", "mao", "hao",
    "gong", "shao", "wan", "qian", "dai", "mo", "kong", "xiang", "chang", "wen", "kang", "niu", "ge", "xing", "an", "qi",
    "yi", "qiao", "pang", "ni", "zhuang", "nie", "ouyang", "sima",
))  # fmt: skip
_AROUND: Final = re.compile(r"\([^()]*(?:\)|$)|\[[^\[\]]*(?:\]|$)|\{[^{}]*(?:\}|$)|【[^【】]*(?:】|$)")
_ADDRESS: Final = re.compile(
    r"(?:e-?mail\s*[:：]?\s*)?[\w.+-]+@[\w.-]+|https?://\S+|orcid\S*(?:\s*[\dX-]{15,19})?", re.IGNORECASE
)
# Numbers and letters behind a name that lead to an institution, and other marks.
_MARKS: Final = re.compile(
    r"\^?\d+(?:\s*[,，、]\s*\d+)*|\^[\w,*]{1,12}|(?<=[\u2e80-\uffff])\s?[a-h](?:\s*[,，]\s*[a-h])*(?![A-Za-z])"
    r"|(?<=[A-Za-z.])\s[a-h](?:\s*,\s*[a-h])*(?=\s*(?:[,;]|$|and\b|&))|[*†‡§¶#✉✝✦⁎∗☨|]+"
)  # fmt: skip
_MIXED: Final = re.compile(r"(?<=;)[\s,;，、]*[*†‡§¶#✉,，\s;]*")
_GROUPS: Final = re.compile("[;；]")
_AND: Final = re.compile(r"^(?:and|&|与|和|及)\s+")
_SEPARATORS: Final = re.compile(r"\s*[、，;；/／\t]+\s*|\s*,\s*|\s+(?:and|与|和|及)\s+|\s*[&＆]\s*|\s{3,}")
_INITIALS: Final = re.compile(r"(?:[A-Z]\.?[\s-]?){1,3}")
_OF_UNITS: Final = re.compile(
    r"(?:大学|学院|学校|研究[所院]|实验室|公司|中心|医院|集团|[省市区县州系部院所局委厂]|邮编)$|"
    r"\b(?:universit|institut|laborator|department|college|school|academy|hospital|center|centre|corporation|inc\b|ltd\b|gmbh|faculty|group\b|key lab)",
    re.IGNORECASE,
)  # fmt: skip
_WORD: Final = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.\-·])*\.?")
_SMALL: Final = frozenset((
    "de", "da", "di", "del", "della", "van", "von", "der", "den", "dos", "du", "la", "le", "bin", "ibn", "al", "el",
    "ter", "ten", "y",
))  # fmt: skip
_OTHERS: Final = re.compile(r"\s*(?:等\d{0,2}人?|et\s+al\.?)$")
_DOTS: Final = re.compile(r"\s*[·•・‧∙⋅]\s*")


def names_in(text: str) -> list[str]:
    """Return what may be names in lines about authors, in their order."""
    return [name for line in text.splitlines() for name in _names_of(line)]


def is_of_authors(line: str) -> bool:
    """Say whether a line that nothing else tells of is a list of names: all of it is, and some have surnames that are known."""
    pieces = _pieces(line) if len(line) <= LONGEST_LINE else []
    names = [each for each in pieces if _may_be_name(each)]
    if not names or len(names) < len(pieces):
        return False
    known = sum(map(_has_known_surname, names))
    return known * 2 >= len(names) or (len(names) > 1 and all(map(_is_of_words, names)))


def is_of_unit(line: str) -> bool:
    """Say whether a line tells where authors work, or how to reach them."""
    plain = line[:LONGEST_LINE].strip()
    return bool(
        plain.startswith(("(", "（"))
        or _ADDRESS.search(plain)
        or any(_OF_UNITS.search(each) for each in re.split(r"[\s,，;；、()（）]+", plain) if each)
    )


def _names_of(line: str) -> Iterator[str]:
    """Yield the names of a line, up to the first institution in it."""
    for piece in _pieces(line[:LONGEST_LINE]):
        if _OF_UNITS.search(piece):
            return
        if _may_be_name(piece):
            yield piece


def _pieces(line: str) -> list[str]:
    """Return what stands between marks and separators; a blank within a Chinese name is gone."""
    plain = _ADDRESS.sub(";", "".join(map(_plain, line)))
    while (bare := _AROUND.sub(";", plain)) != plain:
        plain = bare
    plain = _DOTS.sub("·", _MIXED.sub("", _MARKS.sub(";", plain)))
    made: list[str] = []
    for piece in (_GROUPS if _is_surname_first(plain) else _SEPARATORS).split(plain):
        bare = _AND.sub("", _OTHERS.sub("", " ".join(piece.split()))).strip(" .。:：-_")
        if made and _INITIALS.fullmatch(bare) and _is_word(made[-1]):
            made[-1] = f"{made[-1]} {bare}"  # Doe, J.
        elif bare:
            made += _parted(bare)
    return made


def _plain(sign: str) -> str:
    """Return a sign in half width and no superscript; one of a name stays as it is."""
    return sign if _is_han(sign) else unicodedata.normalize("NFKC", sign)


def _is_wide(sign: str) -> bool:
    return 0xFF00 <= ord(sign) <= 0xFFEF


def _is_surname_first(plain: str) -> bool:
    """Say whether names are written as Doe, John; Roe, Jane."""
    groups = [each for each in _GROUPS.split(plain) if each.strip()]
    return len(groups) > 1 and plain.isascii() and all(each.count(",") == 1 for each in groups)


def _parted(piece: str) -> list[str]:
    """Part a piece at the blanks between Chinese names; a blank within one goes."""
    tokens = piece.split(" ")
    if len(tokens) < _TWO or not all(map(_is_han, tokens)):
        return [piece]
    made: list[str] = []
    open_name = False
    for token in tokens:
        if open_name and len(token) <= _TWO:
            made[-1] += token
            open_name = False
        else:
            made.append(token)
            open_name = len(token) == 1 or token in COMPOUND
    return made


def _may_be_name(piece: str) -> bool:
    if len(piece) > LONGEST_NAME or _OF_UNITS.search(piece):
        return False
    if _is_han(piece.replace("·", "")):
        return len(piece) >= _TWO and ("·" in piece or len(piece) <= LONGEST_HAN)
    return _is_of_words(piece)


def _is_of_words(piece: str) -> bool:
    words = piece.replace(",", " ").split()
    return (
        _TWO <= len(words) <= MOST_WORDS
        and any(len(word.strip(".")) > 1 for word in words)
        and all(_WORD.fullmatch(word) and (word in _SMALL or not word[0].islower()) for word in words)
    )


def _is_word(piece: str) -> bool:
    return " " not in piece and _WORD.fullmatch(piece) is not None


def _has_known_surname(name: str) -> bool:
    if _is_han(name.replace("·", "")):
        return "·" in name or (name[0] in _FREQUENT and len(name) < LONGEST_HAN) or name[:_TWO] in COMPOUND
    words = name.casefold().replace(",", " ").split()
    return bool(words) and (words[0] in _READ or words[-1] in _READ)


def _is_han(text: str) -> bool:
    return bool(text) and all(
        ord(sign) >= FIRST_HAN and sign.isalpha() and not _is_wide(sign) for sign in text
    )
