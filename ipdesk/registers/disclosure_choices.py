"""The choices of the disclosure form, with the Chinese words that forms and ledgers use for them."""

from __future__ import annotations

from typing import Final

from ipdesk.model.kinds import Option
from ipdesk.model.marking import LEVEL_OPTIONS, STATE_OPTIONS
from ipdesk.model.text import N_

TYPES: Final = (
    Option("invention", N_("Invention"), ("发明", "发明专利")),
    Option("utility-model", N_("Utility model"), ("实用新型", "实用新型专利")),
    Option("design", N_("Design"), ("外观设计", "外观", "外观设计专利")),
    Option("software", N_("Software"), ("软件", "计算机软件", "软件著作权", "软著")),
    Option("layout", N_("Circuit layout"), ("布图", "布图设计", "集成电路布图设计")),
    Option("variety", N_("Plant variety"), ("植物新品种", "新品种")),
    Option("know-how", N_("Technical secret"), ("技术秘密", "专有技术")),
    Option("data", N_("Data"), ("数据", "数据集")),
    Option("standard", N_("Standard"), ("标准",)),
    Option("other", N_("Other achievement"), ("其他", "其它")),
)
EMPLOYMENTS: Final = (
    Option("permanent", N_("Permanent staff"), ("在编", "在编职工")),
    Option("contract", N_("Contract staff"), ("聘用", "聘用人员", "合同制")),
    Option("student", N_("Student"), ("学生", "研究生", "博士生", "硕士生")),
    Option("visiting", N_("Visiting scholar"), ("访问学者", "访学", "客座")),
    Option("seconded", N_("Seconded"), ("借调",)),
    Option("part-time", N_("Part-time"), ("兼职",)),
    Option("external", N_("From another organisation"), ("外单位", "外单位人员")),
)
FUNDING: Final = (
    Option("national", N_("Central budget"), ("国家", "中央财政", "国家财政")),
    Option("defence", N_("Defence"), ("国防",)),
    Option("local", N_("Local government"), ("地方", "地方财政")),
    Option("enterprise", N_("Enterprise"), ("企业横向", "横向", "企业")),
    Option("own", N_("Own funds"), ("自有", "自筹")),
    Option("other", N_("Other funds"), ("其他", "其它")),
)
MATERIALS: Final = (
    Option("mta", N_("Material under a transfer agreement"), ("MTA材料", "MTA", "第三方材料", "材料")),
    Option("data", N_("Data of others"), ("数据", "第三方数据")),
    Option("software", N_("Software of others"), ("软件", "第三方软件")),
    Option("confidential", N_("Confidential information of others"), ("保密信息", "他人保密信息")),
    Option("prior-employer", N_("Information of a former employer"), ("原单位信息", "前雇主信息")),
    Option("biological", N_("Biological material to deposit"), ("生物材料保藏", "生物材料")),
    Option("genetic", N_("Genetic resource"), ("遗传资源",)),
    Option("human-genetic", N_("Human genetic resource"), ("人类遗传资源", "HGR")),
    Option("ethics", N_("Human or animal ethics"), ("伦理", "医学伦理", "动物伦理")),
)
LINKING: Final = (
    Option("static", N_("Linked statically"), ("静态链接", "静态")),
    Option("dynamic", N_("Linked dynamically"), ("动态链接", "动态")),
    Option("modified", N_("Modified source"), ("修改源码", "修改")),
    Option("tool", N_("Used as a tool only"), ("仅作工具", "工具")),
)
YES_NO_UNCLEAR: Final = (
    Option("yes", N_("Yes"), ("是", "能", "可以")),
    Option("no", N_("No"), ("否", "不能")),
    Option("unclear", N_("Unclear"), ("不清楚", "不确定", "不明确")),
)
PUBLISHED: Final = (
    Option("unpublished", N_("Not published"), ("未发表", "未发布")),
    Option("published", N_("Published"), ("已发表", "已发布")),
    Option("open-source", N_("Published as open source"), ("已开源", "开源")),
)
EVENT_KINDS: Final = (
    Option("paper-submitted", N_("Paper submitted"), ("论文投稿", "投稿")),
    Option("paper-online", N_("Paper online"), ("论文在线", "在线发表")),
    Option("paper-printed", N_("Paper in print"), ("论文刊出", "论文发表", "刊出")),
    Option("preprint", N_("Preprint"), ("预印本",)),
    Option("meeting-abstract", N_("Conference abstract"), ("会议摘要",)),
    Option("meeting-talk", N_("Conference talk"), ("会议报告",)),
    Option("meeting-poster", N_("Conference poster"), ("会议海报", "海报")),
    Option("thesis-submitted", N_("Thesis submitted"), ("学位论文提交",)),
    Option("thesis-defended", N_("Thesis defended"), ("学位论文答辩", "答辩")),
    Option("thesis-public", N_("Thesis made public"), ("学位论文公开",)),
    Option("project-acceptance", N_("Public project acceptance"), ("项目公开验收", "公开验收")),
    Option("project-notice", N_("Public notice of project closing"), ("结题公示",)),
    Option("exhibition", N_("Exhibition"), ("展览", "展会", "展出")),
    Option("website", N_("Website"), ("网站",)),
    Option("social-media", N_("Social media account"), ("公众号", "微信公众号")),
    Option("news", N_("News"), ("新闻", "新闻报道")),
    Option("standard-proposal", N_("Standard proposal"), ("标准提案",)),
    Option("sale", N_("Product sold"), ("产品销售", "销售")),
    Option("offer", N_("Product offered for sale"), ("产品要约", "要约", "许诺销售")),
    Option("sample", N_("Sample sent out"), ("样品外送", "送样")),
    Option("grant-proposal", N_("Grant proposal"), ("基金申请书",)),
    Option("exchange", N_("Exchange with outsiders"), ("对外交流",)),
    Option("visit", N_("Visit to the laboratory"), ("参观", "来访参观")),
    Option("code-release", N_("Source code released"), ("GitHub发布", "代码发布", "代码开源")),
    Option(
        "open-talk", N_("Talk without a confidentiality agreement"), ("未签保密协议的交流", "无保密协议交流")
    ),
    Option("leak", N_("Leaked by others"), ("他人泄露", "泄露")),
    Option("emergency", N_("Made public in a national emergency"), ("紧急状态公开", "紧急状态")),
    Option("other", N_("Other event"), ("其他", "其它")),
)
HOSTS: Final = (
    Option("state-council", N_("Department of the State Council"), ("国务院有关主管部门",)),
    Option("national-society", N_("National academic society"), ("全国性学术团体", "全国性学会")),
    Option("recognised-body", N_("Recognised international organisation"), ("认可的国际组织",)),
    Option(
        "recognised-exhibition",
        N_("International exhibition of or recognised by the Chinese government"),
        ("中国政府主办或者承认的国际展览会", "政府主办国际展览会"),
    ),
    Option("other", N_("Another host"), ("其他", "其它", "其他主办方")),
)
OVERLAPS: Final = (
    Option("full", N_("Full"), ("全部", "完全")),
    Option("part", N_("In part"), ("部分",)),
)
ROUTES: Final = (
    Option("patent", N_("Patent"), ("专利", "申请专利")),
    Option("secret", N_("Keep as a technical secret"), ("技术秘密", "技术秘密保护")),
    Option("software", N_("Software registration"), ("软件登记", "软著登记")),
    Option("publish", N_("Publish"), ("公开", "发表")),
    Option("none", N_("No protection"), ("无", "不保护")),
)
SIGNERS: Final = (
    Option("inventor", N_("Inventor"), ("发明人", "完成人")),
    Option("project-leader", N_("Project leader"), ("项目负责人", "课题负责人")),
    Option("unit-head", N_("Head of unit"), ("部门负责人", "单位负责人")),
    Option("ip-officer", N_("IP officer"), ("知识产权专员", "专员")),
    Option("secrecy-officer", N_("Secrecy officer"), ("保密员", "保密负责人")),
)
SECRECY_RESULTS: Final = (
    Option("public", N_("May be handled openly"), ("可公开处理",)),
    Option("internal", N_("Internal"), ("内部",)),
    Option("trade", N_("Handle as a technical secret"), ("作技术秘密处理",)),
    Option("classified", N_("Classified: secrecy procedure"), ("涉密转保密程序", "涉密")),
)
SECRECY_LEVELS: Final = (*LEVEL_OPTIONS[:3], *STATE_OPTIONS)
DETERMINATIONS: Final = (
    Option("service", N_("Service achievement"), ("职务", "职务成果", "职务发明")),
    Option("not-service", N_("Not a service achievement"), ("非职务", "非职务成果", "非职务发明")),
)
OUTCOMES: Final = (
    Option("patent", N_("Filed as a patent"), ("申请专利",)),
    Option("secret", N_("Kept as a technical secret"), ("技术秘密", "作技术秘密保护")),
    Option("registered", N_("Registered (software, layout, variety)"), ("软件等登记", "登记")),
    Option("published", N_("Defensive publication"), ("防御性公开",)),
    Option("released", N_("Released to the inventor"), ("放弃并归发明人", "归发明人")),
    Option("none", N_("Not protected"), ("不予保护", "无")),
    Option("classified", N_("Classified route"), ("涉密渠道", "转保密程序")),
)

PATENTABLE: Final = frozenset({"invention", "utility-model", "design"})
