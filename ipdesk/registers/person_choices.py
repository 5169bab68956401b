"""The choices of people, their movements and their agreements, with the words that personnel ledgers use for them."""

from __future__ import annotations

from typing import Final

from ipdesk.model.kinds import Option
from ipdesk.model.text import N_

# The list is open: a laboratory writes kinds of its own, and says in its rules what they sign.
EMPLOYMENTS: Final = (
    Option("permanent", N_("Permanent staff"), ("在编", "在编职工", "事业编制", "正式职工")),
    Option("contract", N_("Contract staff"), ("聘用", "聘用人员", "合同制", "合同聘用", "项目聘用")),
    Option("postdoc", N_("Postdoctoral researcher"), ("博士后", "博士后研究人员")),
    Option("student", N_("Student"), ("学生", "研究生", "博士生", "硕士生", "在读研究生")),
    Option("joint-student", N_("Jointly trained student"), ("联合培养", "联培生", "客座学生")),
    Option("visiting", N_("Visiting scholar"), ("访问学者", "访学")),
    Option("guest", N_("Guest researcher"), ("客座", "客座研究员", "客座人员")),
    Option("seconded", N_("Seconded"), ("借调", "借调人员", "挂职")),
    Option("part-time", N_("Part-time"), ("兼职", "兼职人员", "双聘")),
    Option("dispatched", N_("Dispatched worker"), ("劳务派遣", "派遣", "派遣人员")),
    Option("rehired", N_("Rehired after retirement"), ("退休返聘", "返聘", "返聘人员")),
    Option("external", N_("From another organisation"), ("外单位", "外单位人员", "外协")),
)
# Those whose own institution is a third party to what they sign.
THIRD_PARTY: Final = frozenset({"joint-student", "visiting", "guest", "seconded", "external"})
# Whose going is a graduation.
STUDENTS: Final = frozenset({"student", "joint-student"})
VARIANTS: Final = (
    Option("pinyin", N_("Pinyin or Latin letters"), ("拼音", "外文", "英文名")),
    Option("traditional", N_("Traditional characters"), ("繁体",)),
    Option("former", N_("Former name"), ("曾用名",)),
    Option("other", N_("Another spelling"), ("其他", "别名", "异体")),
)
POST_CLASSES: Final = (
    Option("none", N_("No classified post"), ("非涉密", "无", "否")),
    Option("general", N_("General classified post"), ("一般", "一般涉密", "一般涉密人员")),
    Option("important", N_("Important classified post"), ("重要", "重要涉密", "重要涉密人员")),
    Option("core", N_("Core classified post"), ("核心", "核心涉密", "核心涉密人员")),
)
CLASSIFIED: Final = ("general", "important", "core")
# Only these may be bound by a non-compete (劳动合同法第二十四条).
BOUND: Final = (
    Option("senior-manager", N_("Senior manager"), ("高级管理人员", "高管")),
    Option("senior-technician", N_("Senior technician"), ("高级技术人员", "高级技术")),
    Option("secrecy", N_("Otherwise bound by secrecy"), ("负有保密义务", "其他负有保密义务的人员")),
    Option("nobody", N_("None of these"), ("无", "不属于")),
)

MOVEMENTS: Final = (
    Option("joining", N_("Joining"), ("入职", "入所", "报到", "新进")),
    Option("change", N_("Change of post"), ("在岗变动", "转岗", "岗位变动")),
    Option("project-join", N_("Joining a project"), ("项目加入", "加入项目")),
    Option("project-leave", N_("Leaving a project"), ("项目退出", "退出项目")),
    Option("leaving", N_("Leaving or retiring"), ("离职", "退休", "调出", "辞职", "离职/退休")),
    Option("spin-off", N_("Leave to found a company"), ("离岗创业", "离岗创新创业")),
    Option("secondment", N_("Part-time work or secondment"), ("兼职", "借调", "挂职", "兼职/借调/挂职")),
    Option("graduation", N_("Student leaves"), ("学生毕业", "毕业", "离组", "结业")),
    Option("visiting", N_("Visiting scholar or foreigner"), ("访问学者", "外籍", "访问学者/外籍")),
)
# After these the person is here no more, and the one year begins to run.
DEPARTURES: Final = frozenset({"leaving", "graduation"})
# With these the person comes, or comes again.
ARRIVALS: Final = frozenset({"joining", "visiting"})
# During these the person works elsewhere.
ABSENCES: Final = frozenset({"spin-off", "secondment"})
# These change who works on a project.
MEMBERSHIPS: Final = frozenset({"project-join", "project-leave"})
TASK_STATES: Final = (
    Option("open", N_("Open"), ("未完成", "待办")),
    Option("done", N_("Done"), ("完成", "已完成", "√")),
    Option("na", N_("Not applicable"), ("不适用", "无此项")),
)
WAITS_FOR: Final = (
    Option("officer", N_("IP officer"), ("知识产权专员",)),
    Option("person", N_("The person"), ("本人",)),
    Option("unit", N_("Head of the unit"), ("部门负责人",)),
    Option("leader", N_("Project leader"), ("项目负责人",)),
    Option("personnel", N_("Personnel department"), ("人事部门", "人事处")),
    Option("secrecy", N_("Secrecy office"), ("保密办",)),
    Option("it", N_("IT department"), ("信息化部门", "信息中心")),
    Option("finance", N_("Finance department"), ("财务部门", "财务处")),
    Option("graduate", N_("Graduate office"), ("研究生部",)),
    Option("international", N_("International office"), ("外事部门", "国际合作处")),
)
NON_COMPETES: Final = (
    Option("yes", N_("Agreed or started"), ("启动", "约定", "是")),
    Option("waived", N_("Waived in writing"), ("放弃", "不启动")),
    Option("none", N_("Never agreed"), ("未约定", "无", "否")),
)

AGREEMENTS: Final = (
    Option(
        "joiner",
        N_("IP and confidentiality agreement"),
        ("知识产权与保密协议", "入职协议", "知识产权协议", "保密协议"),
    ),
    Option("student", N_("Agreement of a student"), ("学生知识产权协议", "研究生知识产权与保密协议")),
    Option("visiting", N_("Agreement of a visiting scholar"), ("访问学者协议", "客座人员协议")),
    Option("secondee", N_("Three-party agreement of a secondee"), ("借调三方协议", "借调协议", "挂职协议")),
    Option("part-time", N_("Agreement on part-time work"), ("兼职协议", "外聘协议")),
    Option("spin-off", N_("Agreement on leave to found a company"), ("离岗创业协议",)),
    Option("leaver", N_("Undertaking of a leaver"), ("离职承诺书", "离职人员知识产权与保密承诺书")),
    Option("non-compete", N_("Non-compete agreement"), ("竞业限制协议", "竞业协议")),
    Option("project", N_("Confidentiality agreement of a project"), ("项目保密协议",)),
    Option("secrecy", N_("Secrecy undertaking for a classified post"), ("保密承诺书", "涉密人员保密承诺书")),
)
# What binds somebody for as long as he or she is here.
BASIC: Final = ("joiner", "student", "visiting", "secondee", "part-time")
# Kept by its number and scan alone: it is the paper of the secrecy office, not ours to draft.
NOT_DRAFTED: Final = frozenset({"secrecy"})
