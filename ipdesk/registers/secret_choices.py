"""The choices of technical secrets; kinds of information and measures are in the words of 法释〔2020〕7号 articles 1 and 6."""

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
ORIGINS: Final = (
    Option("research", N_("Own research"), ("自主研发", "自行研发", "自研")),
    Option("project", N_("Research project of a funder"), ("科研项目", "项目产生", "计划项目")),
    Option("cooperation", N_("Cooperation"), ("合作研发", "合作", "联合研发")),
    Option("commissioned", N_("Commissioned"), ("委托研发", "委托", "委托开发")),
    Option("acquired", N_("Acquired or licensed"), ("受让", "外购", "引进", "许可取得")),
    Option("other", N_("Another origin"), ("其他", "其它")),
)
CARRIER_EVENTS: Final = (
    Option("made", N_("Entered into the ledger"), ("登记", "入账", "制作", "建账")),
    Option("copy", N_("Copied"), ("复制", "复印", "拷贝")),
    Option("issue", N_("Issued"), ("发放", "借出", "领用", "借阅")),
    Option("return", N_("Returned"), ("归还", "交回", "收回")),
    Option("move", N_("Moved"), ("移交", "转移", "移库", "流转")),
    Option("inventory", N_("Counted in an inventory"), ("清点", "盘点", "核查")),
    Option("destroy", N_("Destroyed"), ("销毁",)),
)
CARRIER_FORMS: Final = (
    Option("paper", N_("Paper"), ("纸质", "纸介质", "文件")),
    Option("drawing", N_("Drawings"), ("图纸", "图样")),
    Option("notebook", N_("Laboratory notebook"), ("实验记录本", "记录本", "实验记录")),
    Option("disk", N_("Hard disk or memory stick"), ("硬盘", "移动硬盘", "U盘", "优盘")),
    Option("optical", N_("Optical disc"), ("光盘",)),
    Option("computer", N_("Computer or server"), ("计算机", "服务器", "电脑")),
    Option("sample", N_("Sample or model"), ("样品", "样机", "实物", "试样")),
    Option("device", N_("Equipment"), ("设备", "装置")),
)
PLACE_KINDS: Final = (
    Option("safe", N_("Safe or locked cabinet"), ("保密柜", "保险柜", "密码柜")),
    Option("room", N_("Room with limited access"), ("保密室", "受控房间", "门禁房间")),
    Option("laboratory", N_("Laboratory or workshop"), ("实验室", "车间", "试验间")),
    Option("computer", N_("Computer or server"), ("计算机", "服务器", "信息系统")),
    Option("outside", N_("Outside the laboratory"), ("外单位", "合作单位", "所外")),
)
METHODS: Final = (
    Option("cost", N_("By cost"), ("成本法", "研发成本")),
    Option("income", N_("By income"), ("收益法", "收益")),
    Option("market", N_("By market"), ("市场法", "市场")),
    Option("agreed", N_("Agreed price"), ("协议定价", "协商", "合同价")),
)
RESULTS: Final = (
    Option("keep", N_("Keep it as it is"), ("继续保密", "维持", "保持")),
    Option("downgrade", N_("Change its grade"), ("调整等级", "降级", "变更密级")),
    Option("release", N_("End its secrecy"), ("解除", "解密", "解除保密")),
)
INCIDENTS: Final = (
    Option("lost", N_("Carrier lost"), ("载体丢失", "遗失", "丢失")),
    Option("leak", N_("Told or sent to somebody outside"), ("泄露", "外泄", "对外披露", "误发")),
    Option("published", N_("Published"), ("公开发表", "公开", "发表")),
    Option("access", N_("Access by somebody not entitled"), ("越权访问", "未授权接触", "越权接触")),
    Option("attack", N_("Intrusion into a computer"), ("网络入侵", "网络攻击", "木马")),
    Option("suspected", N_("Suspicion only"), ("疑似", "疑似泄露", "可能泄露")),
)
