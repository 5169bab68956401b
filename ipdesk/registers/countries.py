"""Countries and offices as ledgers write them, by their names or codes: which code is meant, and which ones are China."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from ipdesk.model.folding import folded

HOME: Final = "CN"
INTERNATIONAL: Final = "WO"  # an international application, which is no country
REGIONS: Final = frozenset({"HK", "MO", "TW"})  # of China, with an office of their own
CHINA: Final = frozenset(
    {"中国", "中国大陆", "中国籍", "中华人民共和国", "cn", "chn", "china", "prc", "chinese"}
)
CODE: Final = 2  # letters
# The codes of WIPO ST.3, with the names by which ledgers call a country, its office or where several share one.
_NAMES: Final = {
    "AE": "阿联酋 阿拉伯联合酋长国 UnitedArabEmirates UAE",
    "AP": "非洲地区知识产权组织 ARIPO",
    "AR": "阿根廷 Argentina",
    "AT": "奥地利 Austria",
    "AU": "澳大利亚 澳洲 Australia",
    "BA": "波黑 波斯尼亚和黑塞哥维那 BosniaAndHerzegovina",
    "BE": "比利时 Belgium",
    "BR": "巴西 Brazil",
    "BY": "白俄罗斯 Belarus",
    "CA": "加拿大 Canada",
    "CH": "瑞士 Switzerland",
    "CL": "智利 Chile",
    "CN": "国内 境内 国家知识产权局 中国国家知识产权局 中国专利局 中国局 CNIPA SIPO People'sRepublicofChina",
    "CO": "哥伦比亚 Colombia",
    "CZ": "捷克 捷克共和国 Czechia CzechRepublic",
    "DE": "德国 Germany",
    "DK": "丹麦 Denmark",
    "EA": "欧亚 欧亚专利局 欧亚专利组织 Eurasia EAPO",
    "EG": "埃及 Egypt",
    "EP": "欧洲 欧专局 欧洲专利局 欧洲专利 Europe EPO EuropeanPatentOffice",
    "ES": "西班牙 Spain",
    "FI": "芬兰 Finland",
    "FR": "法国 France",
    "GB": "英国 UK UnitedKingdom GreatBritain",
    "GR": "希腊 Greece",
    "HK": "香港 中国香港 HongKong",
    "HU": "匈牙利 Hungary",
    "ID": "印度尼西亚 印尼 Indonesia",
    "IE": "爱尔兰 Ireland",
    "IL": "以色列 Israel",
    "IN": "印度 India",
    "IR": "伊朗 Iran",
    "IT": "意大利 Italy",
    "JP": "日本 日本特许厅 Japan JPO JPN",
    "KR": "韩国 大韩民国 韩国特许厅 Korea SouthKorea RepublicofKorea KIPO KOR",
    "KZ": "哈萨克斯坦 Kazakhstan",
    "LU": "卢森堡 Luxembourg",
    "MO": "澳门 中国澳门 Macao Macau",
    "MX": "墨西哥 Mexico",
    "MY": "马来西亚 Malaysia",
    "NL": "荷兰 Netherlands Holland",
    "NO": "挪威 Norway",
    "NZ": "新西兰 NewZealand",
    "OA": "非洲知识产权组织 OAPI",
    "PE": "秘鲁 Peru",
    "PH": "菲律宾 Philippines",
    "PK": "巴基斯坦 Pakistan",
    "PL": "波兰 Poland",
    "PT": "葡萄牙 Portugal",
    "RO": "罗马尼亚 Romania",
    "RU": "俄罗斯 俄罗斯联邦 Russia RussianFederation",
    "SA": "沙特 沙特阿拉伯 SaudiArabia",
    "SE": "瑞典 Sweden",
    "SG": "新加坡 Singapore",
    "TH": "泰国 Thailand",
    "TR": "土耳其 Turkey Türkiye",
    "TW": "台湾 中国台湾 Taiwan",
    "TZ": "坦桑尼亚 Tanzania",
    "UA": "乌克兰 Ukraine",
    "US": "美国 美利坚合众国 美国专利商标局 USA UnitedStates UnitedStatesofAmerica USPTO",
    "VN": "越南 Vietnam VietNam",
    "WO": "世界知识产权组织 国际局 国际申请 PCT WIPO",
    "ZA": "南非 SouthAfrica",
}
OFFICES: Final = tuple(_NAMES)
_CODES: Final = {
    **{folded(name): code for code, names in _NAMES.items() for name in names.split()},
    **dict.fromkeys(CHINA, HOME),
}
_SMALL: Final = re.compile(r"([a-z])([A-Z])")  # between the words of a name
_BETWEEN: Final = re.compile(r"[、，,;；/|\n]+")
_BETWEEN_WORDS: Final = re.compile(r"\s+(?:(?:and|or)\s+)?|和|及|与")
_BESIDE: Final = re.compile(r"(.+?)[(（](.+?)[)）]")


@lru_cache(maxsize=1_000)
def office_code(text: str) -> str:
    """Return the code of a country or office written by its code or a name of it, "" for no text.

    What is neither comes back as it was written, in capitals: it is some office, and not the Chinese one.
    """
    return _found(text) or text.strip().upper()


@lru_cache(maxsize=1_000)
def is_foreign(country: str) -> bool:
    """Say whether a nationality, country or office is given and is not China."""
    return office_code(country) not in ("", HOME)


@lru_cache(maxsize=5_000)
def places_in(countries: str) -> tuple[str, ...]:
    """Return the codes of countries in a text such as “US、EP” or “美国、欧洲”, without repetition."""
    return tuple(dict.fromkeys(code for _, code in _parts(countries) if code))


@lru_cache(maxsize=5_000)
def unknown_in(countries: str) -> tuple[str, ...]:
    """Return what a text names that is neither a code nor a name of a country known here."""
    return tuple(dict.fromkeys(part for part, code in _parts(countries) if not code))


def is_abroad_among(countries: str) -> bool:
    """Say whether a text names a country or office that is not the Chinese one, also one that is not known here."""
    return bool(set(places_in(countries)) - {HOME}) or bool(unknown_in(countries))


def office_words(code: str) -> tuple[str, ...]:
    """Return the names of a country or office by its code, none for one that is not known here."""
    words = tuple(_NAMES.get(code, "").split())
    return (*words, "中国", "China") if code == HOME else words


def office_name(code: str, language: str) -> str:
    """Return what a country or office is called, its code where that is not known here."""
    words = office_words(code)
    if language == "zh":
        name = "中国" if code == HOME else next((each for each in words if not each.isascii()), code)
        return f"中国{name}" if code in REGIONS else name
    latin = [each for each in words if each.isascii()]
    spelled = [each for each in latin if not each.isupper()] or [*latin, code]
    name = "China" if code == HOME else _SMALL.sub(r"\1 \2", spelled[0])
    return f"{name}, China" if code in REGIONS else name


def _parts(countries: str) -> Iterator[tuple[str, str]]:
    """Yield each part of a text with its code, "" where it has none; a name may have blanks in it."""
    for part in filter(None, map(str.strip, _BETWEEN.split(countries))):
        if code := _found(part):
            yield part, code
            continue
        words = [word for word in _BETWEEN_WORDS.split(part) if word]
        codes = [_found(word) for word in words]
        yield from zip(words, codes, strict=True) if any(codes) else ((part, ""),)


def _found(text: str) -> str:
    """Return the code that a text is or names, also with the other one in brackets; "" for another text."""
    plain = folded(text)
    if plain in _CODES:
        return _CODES[plain]
    if len(plain) == CODE and plain.isascii() and plain.isalpha():
        return plain.upper()
    beside = _BESIDE.fullmatch(text.strip())
    return next(filter(None, map(_found, beside.groups())), "") if beside else ""
