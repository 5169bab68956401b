"""The choices of technical secrets: kinds of information and measures, in the words of 法释〔2020〕7号 articles 1 and 6."""

from __future__ import annotations

from typing import Final

from ipdesk.model.kinds import Option
from ipdesk.model.text import N_

INFORMATION: Final = (
    Option("structure", N_("Structure"), ("结构", "产品结构")),
    Option("raw-materials", N_("Raw materials"), ("原料", "原材料")),
    Option("components", N_("Components"), ("组分", "成分")),
    Option("formulae", N_("Formulae"), ("配方", "配比")),
    Option("materials", N_("Prepared materials"), ("材料", "制备材料")),
    Option("samples", N_("Samples"), ("样品", "样机")),
    Option("propagating", N_("Propagating material"), ("繁殖材料", "植物新品种繁殖材料", "育种材料")),
    Option("process", N_("Process"), ("工艺", "工艺流程", "工艺参数")),
    Option("method", N_("Method or its steps"), ("方法", "方法或其步骤", "步骤")),
    Option("algorithm", N_("Algorithm"), ("算法",)),
    Option("data", N_("Data"), ("数据", "试验数据")),
    Option(
        "programs",
        N_("Programs and their documents"),
        ("计算机程序", "程序", "计算机程序及其有关文档", "源代码"),
    ),
    Option("other", N_("Other information"), ("其他", "其它")),
)
MEASURES: Final = (
    Option("agreements", N_("Agreements of confidentiality"), ("保密协议", "保密约定", "约定保密义务")),
    Option("rules", N_("Rules with training and notices"), ("规章培训", "保密制度", "培训", "章程培训")),
    Option("places", N_("Controlled places and visitors"), ("场所管理", "区域管控", "场所限制", "来访管理")),
    Option(
        "access",
        N_("Access limited by marking or encryption"),
        ("标记隔离加密", "限制接触", "标记", "加密", "隔离", "封存"),
    ),
    Option("devices", N_("Restrictions on devices and networks"), ("设备限制", "计算机设备限制", "网络限制")),
    Option("exit", N_("Return and erasure on leaving"), ("离职交还", "离职清退", "返还清除销毁")),
    Option("other", N_("Other reasonable measures"), ("其他", "其它", "其他措施")),
)
