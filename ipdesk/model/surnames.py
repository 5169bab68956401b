"""Chinese surnames: those of two characters, and those that are read otherwise than the character elsewhere."""

from __future__ import annotations

import re
from typing import Final

COMPOUND: Final = frozenset(
    re.findall(
        "..",
        "欧阳司马上官诸葛东方皇甫尉迟公孙慕容司徒令狐夏侯长孙宇文端木南宫东郭百里呼延轩辕澹台独孤"
        "完颜钟离闻人申屠公冶宗政濮阳淳于单于太叔司空鲜于闾丘拓跋赫连万俟",
    )
)
# The surname and its syllables with tones.
SURNAMES: Final = {
    "万俟": "mo4 qi2", "尉迟": "yu4 chi2", "长孙": "zhang3 sun1", "澹台": "tan2 tai2", "令狐": "ling2 hu2",
    "宰父": "zai3 fu3", "单于": "chan2 yu2", "单": "shan4", "仇": "qiu2", "解": "xie4", "曾": "zeng1",
    "区": "ou1", "朴": "piao2", "查": "zha1", "盖": "ge3", "任": "ren2", "华": "hua4", "覃": "qin2",
    "翟": "zhai2", "尹": "yin3", "乐": "yue4", "缪": "miao4", "员": "yun4", "折": "she2", "黑": "he4",
    "秘": "bi4", "冼": "xian3", "纪": "ji3", "过": "guo1", "宁": "ning4", "燕": "yan1", "应": "ying1",
    "葛": "ge3", "种": "chong2", "召": "shao4", "不": "fou3", "洗": "xian3", "卜": "bu3", "逄": "pang2",
    "钭": "tou3", "隗": "wei3", "眭": "sui1", "郗": "xi1", "郄": "qie4", "谌": "chen2", "晁": "chao2",
}  # fmt: skip
