"""Texts of several fields that tell nothing of each other: sentences of our own drawn from a grammar, the same for the same seed.

Each is a short paper or a piece of news with title, authors, abstract, sections and references, in Chinese or English. They use
the words that a list of markings may take for others: seals of machines, ciphers, types of instruments, talk of secrecy law.
Records have passages of the same fields and words, in other sentences.
"""

from __future__ import annotations

import random
from typing import Final

# By field: things, what is told of them, what happened, what was done, how much, what came of it, where, and who did it.
Words = tuple[str, ...]  # each a list in one string
CHINESE: Final[tuple[Words, ...]] = (
    (
        "叶片 花粉 根系 幼苗 菌丝 藻类 种子 蚯蚓 雏鸟 胚胎 酵母 子叶",
        "气孔导度 干重 心率 分枝数 含油量 存活率 伸长量 叶绿素 骨骼肌密度 芽长",
        "连阴雨 缺磷 强光 干旱 停药 低氧 换盆 霜冻 追肥 移栽",
        "计数 称重 拍照 留样 切片 染色 比色 分组",
        "略有 明显 缓慢 反复 稍稍 逐日",
        "上升 下降 波动 滞后 分化 恢复 饱和 起伏",
        "温室 坡地 池塘 苗圃 培养箱 河滩",
        "两名同学 护林员 技术员 值班者 合作者",
    ),
    (
        "铸件 预浸料 水泥净浆 锂盐溶液 合金板 再生胶 釉面 电机密封圈 焊缝 纸浆 泡沫 砂芯",
        "缩松 含水率 泌水 黏度 晶粒度 门尼值 针孔数 硬度 磨耗 回弹 色差 孔隙率",
        "回火 球磨 湿热存放 掺粉 冷轧 盐雾 混炼 换模 退货 返潮",
        "称量 扫查 打磨 取样 复核 压片 拉断 浸泡",
        "大幅 略微 逐渐 突然 成片 随机",
        "减少 增多 开裂 起皮 变脆 均匀化 分层 稳定下来",
        "车间 烘房 库房 试验线 码头 窑口",
        "老师傅 质检员 供应商 实习生 检测站",
    ),
    (
        "副镜 环形腔 透镜组 偏振片 相机 薄膜 干涉仪 照明灯 望远镜 光栅 转台 滤光片",
        "热变形 线宽 杂光 消光比 暗电流 双折射 零位 均匀性 透过率 指向 焦距 色温",
        "开窗通风 泵浦加倍 换胶 换向 收光圈 断电 返工 除尘 降温 阴天",
        "监看 标校 比对 重装 调焦 求解 记录 遮挡",
        "缓缓 微微 周期性地 忽然 整体 局部",
        "漂移 变宽 恶化 复位 抖动 减弱 偏红 回落",
        "圆顶 暗室 楼顶 隔振台 仪器间 山脊",
        "观测助手 研究生 计量院 厂家 夜班人员",
    ),
    (
        "队列 索引 缩略图 日志 解密算法 表单 镜像 检索词 缓存 接口 定时器 登录页",
        "积压量 碎片率 锯齿 时间戳 耗时 提示语 体积 次序 命中率 延迟 报错 内存",
        "晚高峰 升级 灰度发布 抖动 只读切换 换机房 限流 清库 改名 合并分支",
        "压测 回放 抓包 断言 巡检 回滚 打点 改写",
        "陡然 稍有 平稳地 间歇 悄悄 成倍",
        "下降 超时 堆积 缩短 失灵 好转 错乱 归零",
        "沙箱 线上 测试机 内网 边缘节点 开发板",
        "值班同事 前端组 实习生 外包团队 运维",
    ),
    (
        "自习区 清真窗口 合唱团 志愿者协会 校园巴士 科普营 服务热线 羽毛球赛 年级群 花圃 展板 旧书摊",
        "人气 排队时长 到场人数 留言 座位 菜价 班次 奖品 场次 秩序 名额 口碑",
        "世界读书日 假期 换届 暴雨 评优 迎新 停水 装修 保密法宣传周 校庆",
        "座谈 张贴须知 预约 清点 颁奖 合影 走访 登记",
        "明显 一度 逐步 稍稍 悄然 持续",
        "回升 紧张 改善 爆满 减少 恢复 翻新 平息",
        "二楼 操场 礼堂 东门 活动室 湖边",
        "工会 街道 宣传干事 退休教师 后勤处",
    ),
)  # fmt: skip
ENGLISH: Final[tuple[Words, ...]] = (
    (
        "gauge,slope,weir,amplifier,orchard,fin,kiln,well,meadow,pump,buoy,hedge",
        "drift,pollen count,yield,noise,gait,frost,depth,colour,pressure,scent,salinity,growth",
        "a week of rain,the repair,weak light,the harvest,a power cut,the frost,the new filter,a dry spell",
        "read,compared,counted,fitted,photographed,weighed,sketched,averaged",
        "slowly,a little,clearly,at times,steadily,hardly",
        "rose,fell,recovered,wandered,levelled off,came back,broke down,doubled",
        "the north side,the old shed,the cellar,the lower field,the harbour,the loft",
        "two students,the warden,a visitor,our neighbours,the night shift",
    ),
    (
        "scheduler,cache,spell checker,build,parser,index,login form,queue,plug-in,installer,font,proxy",
        "latency,memory,error rate,size,order,coverage,throughput,warning,start-up,layout,retry count,log",
        "the merge,a heavy load,the holidays,a clock change,the upgrade,a slow disk,the rename,a lost packet",
        "traced,rewritten,tested,measured,switched off,documented,reviewed,rolled back",
        "suddenly,somewhat,barely,twice,soon,rarely",
        "dropped,grew,stalled,improved,flickered,vanished,settled,leaked",
        "staging,the laptop,the cluster,a container,the build farm,production",
        "the team,a contractor,two testers,the maintainer,most users",
    ),
)  # fmt: skip
HAN: Final[tuple[str, ...]] = (
    "{2}之后，{6}里{0}的{1}{4}{5}，{7}{3}了{n}次。",
    "{7}在{6}{3}{0}时发现，{1}{4}{5}。",
    "与{2}以前相比，{0}{4}{5}，{1}却没有变。",
    "{0}和{1}谁先{5}，{7}各执一词，只好到{6}重新{3}。",
    "本文只谈{0}：{2}期间，它的{1}{4}{5}。",
    "{6}的{0}由{7}照看，每逢{2}便{3}一回，{1}也随手记下。",
    "图{n}给出{1}，可见{0}在{2}当天{4}{5}。",
    "至于{0}为何{5}，我们倾向于{2}所致，而{7}认为该看{1}。",
)  # fmt: skip
LATIN: Final[tuple[str, ...]] = (
    "After {2}, the {1} of the {0} {4} {5}. ",
    "At {6} it was {3} by {7} that the {0} {5}. ",
    "What {7} {3} first was the {1}, and only then the {0} near {6}. ",
    "Before {2} nobody had {3} any {1}; the {0} {4} {5}. ",
    "Figure {n} shows the {0}: its {1} {5} in {6}. ",
)
OF_RECORDS: Final = (
    "把{0}移到{6}，借{2}之机逐件{3}，使{1}{4}{5}。",
    "一种做法是先{3}再遇{2}，令{0}连同{1}一起{5}；{6}里由{7}值守。",
    "{1}若{4}{5}，即停用{0}并请{7}{3}，待{2}结束后放回{6}。",
    "关键在于{0}与{1}错开{n}日，{7}于{6}{3}，不待{2}。",
)
SURNAMES, GIVEN = "江贺白邵孟龙万段雷钱汤尹黎易", "文亦可明川宁北安书言平之"
LAW: Final = "会上学习了保守国家秘密法，弄清了绝密、机密、秘密三级怎样划分。"


def unrelated(seed: int, sentences: int = 15) -> str:
    """Return a text of some field by its seed; every fifth is in English, and every seventh speaks of secrecy law."""
    chance = random.Random(seed)
    latin = seed % 5 == 4
    words = chance.choice(ENGLISH if latin else CHINESE)
    shapes = LATIN if latin else HAN
    told = [_sentence(chance, words, shapes) for _ in range(sentences)]
    if seed % 7 == 0 and not latin:
        told[-1] += LAW
    third = sentences // 3
    parts = ["".join(told[at : at + third]).strip() for at in range(0, sentences, third)]
    return _paper(chance, _slots(words)[0], parts, latin=latin)


def passage(seed: int, sentences: int = 5) -> str:
    """Return some sentences of a field by their seed, as a record may have them."""
    chance = random.Random(f"passage {seed}")
    words = chance.choice(CHINESE)
    return "".join(_sentence(chance, words, OF_RECORDS) for _ in range(sentences))


def _paper(chance: random.Random, things: tuple[str, ...], parts: list[str], *, latin: bool) -> str:
    what, cited, year = chance.choice(things), chance.choice(things), chance.randint(2010, 2024)
    first, second, last = parts
    if latin:
        return (
            f"Notes on the {what}\nA. Poe, B. Roe\nAbstract\n{first}\nKeywords: notes; field\n1 Introduction\n{second}\n"
            f"2 Results\n{last}\nReferences\n[1] Poe A. On the {cited}. Some Journal, {year}, 3: 1-9.\n"
        )
    return (
        f"{what}的若干观察\n{_names(chance)}\n摘要\n{first}\n关键词：观察；记录\n1 引言\n{second}\n"
        f"2 结果与讨论\n{last}\n参考文献\n[1] {_names(chance)}. {cited}综述[J]. 某某学报, {year}, 3: 1-9.\n"
    )


def _sentence(chance: random.Random, words: Words, shapes: tuple[str, ...]) -> str:
    chosen = [chance.choice(each) for each in _slots(words)]
    return chance.choice(shapes).format(*chosen, n=chance.randint(2, 9))


def _slots(words: Words) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(each.split("," if "," in each else None)) for each in words)


def _names(chance: random.Random) -> str:
    return ", ".join(
        chance.choice(SURNAMES) + "".join(chance.sample(GIVEN, chance.randint(1, 2))) for _ in range(3)
    )
