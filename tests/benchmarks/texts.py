"""Made-up disclosures in plausible Chinese: the same index gives the same record in every run.

The words are some six thousand from the dictionary that ipdesk sorts by and a hundred of the trade,
drawn by a falling distribution like that of real texts, so that signs and pairs of signs are as
unevenly common as they are in life.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from typing import Any, Final

GENERATOR: Final = 1  # count up when anything here changes: cached workspaces are made by it
VOCABULARY: Final = 6_000
NAMES: Final = 2_000
UNITS: Final = 100
PROJECTS: Final = 300
FIRST_DAY: Final = date(2016, 1, 4)
DAYS: Final = 3_900

TRADE: Final = """
    低温 真空 超导 量子 光学 激光 薄膜 热链 制冷机 探测器 焦面 振动 支撑 界面 热阻 温差 控制 算法 信号 噪声 电路 芯片 封装
    材料 合金 陶瓷 复合 涂层 催化 电极 电解液 电池 储能 反应 温度 压力 流速 浓度 检测 传感器 图像 识别 神经网络 训练 数据
    特征 误差 校准 补偿 标定 精度 频率 波长 光谱 相位 干涉 衍射 晶体 缺陷 掺杂 退火 沉积 刻蚀 微纳 结构 器件 阵列 天线
    功率 电压 电流 磁场 线圈 转子 轴承 密封 冷却 加热 蒸发 冷凝 分离 提纯 纯度 细胞 蛋白 基因 抗体 样品 培养 菌株 发酵
    模型 仿真 参数 优化 步骤 方法 装置 系统 组件 单元 模块 接口 协议 加密 存储 调度 平台 软件 程序
"""
CONNECTING: Final = """
    的 的 的 的 在 与 和 并 为 由 对 以 及 中 上 采用 通过 利用 从而 进行 实现 提高 降低 得到 其中 所述 包括
"""
SURNAMES: Final = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗单仇解曾覃翟"
HEADS: Final = (
    "一种{0}{1}的{2}{3}装置",
    "基于{0}{1}的{2}{3}方法",
    "用于{0}{1}的{2}{3}系统",
    "{0}{1}{2}及其{3}制备方法",
)
SOFTWARE: Final = ("{0}{1}{2}{3}管理软件", "{0}{1}{2}{3}分析程序 V{4}.0")
STATES: Final = (
    "draft",
    "submitted",
    "secrecy-check",
    "completeness",
    "accepted",
    "assessment",
    "closed",
    "withdrawn",
    "rework",
)
STATE_WEIGHTS: Final = (6, 5, 3, 3, 8, 6, 62, 4, 3)
CODES: Final = (
    "Ti-6Al-4V",
    "4.2 K",
    "10 ms",
    "SiO2",
    "37%",
    "1.5 mm",
    "H2O2",
    "532 nm",
    "pH 7.4",
    "GB/T 29490",
    "0.05 mol/L",
    "PID",
    "FPGA",
    "CNN",
)


@cache
def _words() -> tuple[list[str], list[float]]:
    """Return the words, the commonest first, and their weights summed up."""
    from pypinyin.phrases_dict import phrases_dict

    chance = random.Random(GENERATOR)
    known = sorted(each for each in phrases_dict if 2 <= len(each) <= 4 and each.isalpha())
    rest = chance.sample(known, VOCABULARY)
    words = TRADE.split()
    chance.shuffle(words)
    words += sorted(rest, key=len)[: VOCABULARY * 3 // 4] + rest[-VOCABULARY // 4 :]
    return words, list(accumulate(1 / (rank + 40) ** 0.9 for rank in range(len(words))))


@cache
def _connecting() -> list[str]:
    return CONNECTING.split()


@cache
def names() -> tuple[str, ...]:
    """Return the people of the laboratory."""
    chance = random.Random(GENERATOR)
    words, _ = _words()
    signs = sorted({sign for word in words[:1500] for sign in word})
    found: dict[str, None] = {}
    while len(found) < NAMES:
        found[chance.choice(SURNAMES) + "".join(chance.choices(signs, k=chance.choice((1, 2, 2, 2))))] = None
    return tuple(found)


@cache
def units() -> tuple[str, ...]:
    """Return the units of the laboratory, all of about one size."""
    words, _ = _words()
    return tuple(f"{words[index]}{words[index + 100]}研究室" for index in range(UNITS))


def project(index: int) -> dict[str, Any]:
    """Return one project as raw values."""
    chance = random.Random(f"{GENERATOR}-project-{index}")
    return {
        "number": f"KY-{index:04}",
        "title": f"{_phrase(chance, 3)}关键技术研究",
        "level": "internal",
        "leader": chance.choice(names()),
    }


def disclosure(index: int) -> dict[str, Any]:
    """Return one disclosure as raw values, with the state it is in."""
    chance = random.Random(f"{GENERATOR}-{index}")
    software = chance.random() < 0.15
    submitted = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
    people = chance.sample(names(), chance.choice((2, 2, 3, 3, 4)))
    shares = {2: ("60", "40"), 3: ("50", "30", "20"), 4: ("40", "30", "20", "10")}[len(people)]
    unit = chance.choice(units())
    return {
        "title": title(chance, software),
        "level": chance.choices(("public", "internal", "trade"), (1, 8, 2))[0],
        "unit": unit,
        "submitted": submitted.isoformat(),
        "completed": (submitted - timedelta(days=chance.randrange(5, 200))).isoformat(),
        "types": ["software"] if software else ["invention"],
        "keywords": " ".join(_phrase(chance, 1) for _ in range(4)),
        "problem": text(chance, 300),
        "solution": text(chance, 300),
        "projects": [f"KY-{chance.randrange(PROJECTS):04}"],
        "inventors": [
            {"name": name, "unit": unit, "share": share, "contribution": sentence(chance)}
            for name, share in zip(people, shares, strict=True)
        ],
        "state": chance.choices(STATES, STATE_WEIGHTS)[0],
    }


def title(chance: random.Random, software: bool) -> str:
    """Return a title of about 25 signs."""
    pattern = chance.choice(SOFTWARE if software else HEADS)
    return pattern.format(*(_phrase(chance, 2) for _ in range(4)), chance.randint(1, 5))


def text(chance: random.Random, length: int) -> str:
    """Return sentences of about so many signs together."""
    found = ""
    while len(found) < length:
        found += sentence(chance)
    return found


def sentence(chance: random.Random) -> str:
    """Return one sentence: words, joints, a comma, now and then a measure."""
    words, weights = _words()
    count = chance.randint(6, 16)
    parts = chance.choices(words, cum_weights=weights, k=count)
    for place in range(1, count, 3):
        parts[place] += chance.choice(_connecting())
    if count > 9:
        parts[count // 2] += "，"
    if chance.random() < 0.3:
        parts.append(" " + chance.choice(CODES))
    return "".join(parts) + "。"


def _phrase(chance: random.Random, count: int) -> str:
    words, weights = _words()
    return "".join(chance.choices(words, cum_weights=weights, k=count))
