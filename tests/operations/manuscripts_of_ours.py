"""What the check must find, and what comes near it and must pass: passages of our own writing, told of each kind of finding.

A pair is a passage that must raise a finding and one that nearly does. Passages stand among other text in papers of our own
(`papers_of_ours`), and are of the records that `desk_of_ours` puts into a workspace. All names, numbers and results are invented.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from ipdesk.operations import (
    manuscript_marks,
    review_abroad,
    review_people,
    review_projects,
    review_results,
    review_uncompared,
    review_values,
    reviews,
)
from ipdesk.registers import paper_authors, paper_filings
from ipdesk.screening import overlap_risks, word_risks
from ipdesk.screening.risks import RiskSeverity

UNFILED_TEXT: Final = (
    "把造孔剂按粒径分成三级，随流延层数依次换用，一次烧成，得到沿厚度由大到小连续变化的孔；相邻两层造孔剂粒径比"
    "不大于一点六，避免层间收缩差，排胶段放慢升温，使供液面的孔明显大于出雾面的孔，剖面上看不到分层。"
)
FILED_TEXT: Final = (
    "雾化片背面贴一圈阶梯状阻尼环，环的台阶数与谐振模态的节圆数相同，台阶高度沿径向递减；阻尼环用弹性模量不同的两种"
    "硅橡胶共注成型，内圈偏软、外圈偏硬，起振时先压住边缘的杂散模态，再由驱动板逐步放开主模态。"
)
LATER_TEXT: Final = (
    "供液棉芯改成双绞结构，外股纤维疏水、内股纤维亲水，液体只沿内股爬升，外股留出回气通道；棉芯上端削成斜面并与"
    "陶瓷片错开半个孔距，断液时回气先到斜面尖端，听不到啸叫即可判定需要补液。"
)
SAME_DAY_TEXT: Final = (
    "驱动电路用两级移相：第一级跟踪谐振频率的慢漂移，第二级补偿雾化负载突变引起的相位跳变；两级各有自己的积分时间，"
    "切换时先冻结慢环再放开快环，换液、倾斜和堵孔三种工况下都不丢锁。"
)
PUBLIC_TEXT: Final = (
    "一种可拆洗的雾化仓，仓体由上盖、导流筒和集液槽组成，导流筒以三个卡爪扣在集液槽的凸台上，逆时针转过一个小角度"
    "即可取下；卡爪根部开有应力释放孔，反复拆装后仍保持扣合力，集液槽底部设一处排空旋塞。"
)
ENGLISH_TEXT: Final = (
    "The wick is braided from two yarns of opposite wettability so that liquid climbs along the inner strand only, while the outer "
    "strand keeps an open path for returning vapour; the upper end is cut at a slant and offset by half a pore pitch from the ceramic "
    "plate, so that a dry wick is announced by a falling tone before the plate overheats."
)
SECRET_TEXT: Final = (
    "压电陶瓷片在极化前先做两次阶梯退火，第一次消除流延内应力，第二次在氧分压可调的管式炉里补氧；补氧结束时不急冷，"
    "随炉降到居里点以下再取出，静置一昼夜后按电容分档，同档配对使用，批内谐振频率的散差因此减半。"
)
PRINTS_TEXT: Final = (
    "密封胶圈的预压量由装配台的位移传感器闭环给定，先压到设计量的八成保持片刻，等胶料应力松弛后补压到位；每拧紧一颗"
    "螺钉都按对角顺序回头复核一次，复核扭矩落在窗口之外的整圈松开重来，返工记录贴在箱体内侧。"
)
STOCK_SENTENCE: Final = "试验所用试剂均为分析纯，使用前未经进一步提纯，试验用水为实验室自制去离子水，各组数据至少平行测定三次并取其平均值"
VALUES_TEXT: Final = "排胶段 383 ℃ 保温；供液面平均孔径 38.5 μm，出雾面 14.3 μm；连续工作 217 h 后雾量下降不足一成。关键值：驱动 112.6 kHz。"
DAY: Final = "2026-03-01"  # the first on which the manuscripts may be public
PUBLIC_ON: Final = date.fromisoformat(DAY)
# Results to which reviews are linked: two that nobody filed, the second to be filed abroad as well; one filed before that day, to be
# filed abroad too, one after it, and one that needs no filing.
OPEN, ABROAD, DONE, LATE, REGISTERED = (
    "PL-2026-0901",
    "PL-2026-0902",
    "PL-2026-0903",
    "PL-2026-0904",
    "PL-2026-0905",
)
OWN_TITLE: Final = "Wetting and resonance of ceramic plates"  # of a result of 单雨桐


@dataclass(frozen=True, slots=True)
class Told:
    """A finding that is expected: its kind, how grave it is, the sentence that gives its reason, and the words it is about.

    `loose` is by how many signs its ends may lie beside the words, as those of a passage in common may. `why` is what the sentence
    gives for the day on which the manuscript may be public.
    """

    kind: str
    severity: RiskSeverity
    reason: str
    words: str = ""
    loose: int = 0
    why: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """A passage that must raise findings, the first of them the one the pair is about, and one that nearly does.

    A near miss may be told for information, as an author's own filed result is.
    """

    holds: str
    tells: tuple[Told, ...]
    near: str
    near_tells: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OfReview:
    """What a review before publication says that must raise findings about a manuscript which tells nothing, and what nearly does.

    What it leaves open is as in `REVIEW`, under which nothing is found. `public_on` is the day given to the check.
    """

    holds: Mapping[str, Any]
    tells: tuple[Told, ...]
    near: Mapping[str, Any] = field(default_factory=dict)
    near_tells: tuple[Told, ...] = ()
    public_on: date | None = None


def _word(family: str, severity: RiskSeverity, words: str, reason: str = word_risks.HIT) -> Told:
    return Told(f"word.{family}", severity, reason, words)


def _passage(severity: RiskSeverity, reason: str, words: str, kind: str = "overlap", loose: int = 3) -> Told:
    return Told(kind, severity, reason, words, loose)


SAME_DAY: Final = _passage("info", overlap_risks.FILED, SAME_DAY_TEXT)
MARKING: Final = Told("state-marking", "block", manuscript_marks.MARKED)

WORDS: Final = (
    Pair(
        "翻拍的旧图册封面上注有“机密★5年”字样，本文未引用其中数据。",
        (_word("sec-mark", "block", "机密★5年"),),
        "用户评价分五档，最高为★★★★★，雾化仓的机密性要求与此无关。",
    ),
    Pair(
        "该批样机的驱动参数为绝密，正文从略。",
        (_word("sec-word", "block", "绝密"),),
        "电机密封件选用氟橡胶，计算机密码学中的解密算法不在讨论之列，谁也没有守住这个秘密。",
    ),
    Pair(
        "图纸的密级已按程序写成绝·密，另行保管。",
        (_word("sec-word", "block", "绝·密", word_risks.HIDDEN),),
        "两端均为隔绝。密封圈随后装入。",
    ),
    Pair(
        "部分曲线引自内部资料；该内部资料没有刊号。",
        (_word("work-sec", "warn", "内部资料", word_risks.HITS),),
        "反应器内部温度由三支热电偶测得，装置内部使用陶瓷衬里。",
    ),
    Pair(
        "成型温度属技术秘密，此处不作说明。",
        (_word("trade-sec", "warn", "技术秘密"),),
        "侵犯商业秘密罪的认定另有专文，问卷的回答一律保密（kept confidential）。",
    ),
    Pair(
        "附表原件右上角印有 NOFORN 一词，来源待查。",
        (_word("foreign-mark", "warn", "NOFORN"),),
        "Cu I 发射线位于 324.75 nm 附近，吉他（guitar）弦的比喻见前文，崔氏（Cui L.）给出过解释。",
    ),
    Pair(
        "雾化器样机由驻某地的 61234 部队试用两周。",
        (_word("mil-unit", "block", "61234 部队"),),
        "共取 612345 部队列数据，逐行读入。",
    ),
    Pair(
        "该接口规格由装备发展部给出。",
        (_word("mil-org", "warn", "装备发展部"),),
        "样品自上海军工路的仓库取回，装备的发展部署从略。",
    ),
    Pair(
        "本研究以某背景型号的供液需求为牵引。",
        (_word("model-prog", "block", "背景型号"),),
        "泵的设备型号：研制单位提供，属典型研究对象。",
    ),
    Pair(
        "前期工作得到国防基础科研计划的支持。",
        (_word("model-word", "warn", "国防基础科研"),),
        "搅拌采用 DF-101S 型集热式磁力搅拌器，衬底为 n 型半导体。",
    ),
    Pair(
        "雾幕使来袭体的雷达散射截面减小。",
        (_word("performance", "warn", "雷达散射截面"),),
        "发射程序写在固件里，控制导致的失稳已排除，阵列装入夹具后复测。",
    ),
    Pair(
        "取样点位于北纬 36°17′42″ 的库区岸边。",
        (_word("coordinates", "warn", "36°17′42″"),),
        "棉芯旋转 39° 后固定，两路信号相位差 90°。",
    ),
    Pair(
        "标定在涉密机房内完成。",
        (_word("place", "warn", "涉密机房"),),
        "标定涉及密封场所，干涉条纹清晰。",
    ),
    Pair(
        "驱动板后来装到无人机上做挂飞。",
        (_word("dual-use", "warn", "无人机"),),
        "悬液用高速冷冻离心机分离，荧光量子产率为 0.8。",
    ),
    Pair(
        "细胞取自某市样本库的留存标本。",
        (_word("data", "warn", "样本库"),),
        "步长计数 13800000000000，预测绘图由脚本完成。",
    ),
    Pair(
        "本文首次提出双绞供液的概念。",
        (_word("novelty", "info", "首次提出"),),
        "首次。提出者另有其人，本文再次实现了该过程。",
    ),
    Pair(
        "依照保守国家秘密法，国家秘密的确定须有依据。",
        (_word("sec-law", "info", "国家秘密"),),
        "密码学算法的强度取决于密钥长度，这一点没有法律意义。",
    ),
    Pair(
        "样件编号沿用青石计划的命名。",
        (_word("own", "block", "青石计划"),),
        "底座选用青石板，计划在下一轮试验中更换。",
    ),
)  # fmt: skip

PASSAGES: Final = (
    Pair(
        "驱动频率取为 0.1126 MHz，其余从略。",
        (Told("values", "warn", review_values.KEY_VALUE, "0.1126 MHz"),),
        "驱动频率取为 0.1127 MHz，孔径为 14.3 μm，其余从略。",
    ),
    Pair(
        SECRET_TEXT,
        (_passage("block", overlap_risks.SECRET, SECRET_TEXT),),
        "压电陶瓷片在极化前须退火，要不要补氧，文献中说法不一；本文的片子都是外购成品，静置一昼夜后按电容分档。",
    ),
    Pair(
        PRINTS_TEXT,
        (_passage("block", overlap_risks.SECRET_PRINTS, PRINTS_TEXT, loose=12),),
        "胶圈压得过紧会提前老化，装配时用定扭矩起子即可；预压量由装配台给定。",
    ),
    Pair(
        UNFILED_TEXT,
        (_passage("defer", overlap_risks.UNFILED, UNFILED_TEXT),),
        "造孔剂的粒径影响孔隙率；排胶与保温制度影响收缩，这些在教科书中已有叙述。把造孔剂按粒径分成三级。" + SAME_DAY_TEXT,
        (SAME_DAY,),
    ),
    Pair(
        LATER_TEXT,
        (_passage("defer", overlap_risks.FILED_LATER, LATER_TEXT),),
        "棉芯常用单股捻制，吸液快慢由纤维的亲水程度决定，回气不畅时会有啸叫。",
    ),
    Pair(
        FILED_TEXT,
        (_passage("info", overlap_risks.FILED, FILED_TEXT),),
        PUBLIC_TEXT,  # of a right that was published: everybody knows it
    ),
    Pair(
        f"{STOCK_SENTENCE}。",
        (_passage("info", overlap_risks.STOCK, STOCK_SENTENCE, "stock"),),
        "试剂为分析纯，水为自制去离子水，每组重复三次。",
    ),
    Pair(
        "另一装置在 217 h 的试验中得到 38.5 μm 的孔，材料与方法都不同。",
        (Told("values", "warn", review_values.VALUES, "217 h 的试验中得到 38.5 μm"),),
        "试样在 25 ℃ 放置 24 h，称量误差不超过 10 %；文献报道过 14.3 μm 的孔，仅此一例。",
    ),
    Pair(
        f"装配时照此办理：{PRINTS_TEXT[34:84]}，其余从略。",
        (_passage("warn", overlap_risks.SECRET_PRINTS, PRINTS_TEXT[34:84], loose=14),),
        "螺钉按对角顺序拧紧，复核扭矩后贴标签，不合格的整圈重来。",
    ),
)  # fmt: skip

FUNDED: Final = (
    Pair(
        "本工作受国家重点研发计划（2021YFB1234567）资助。",
        (
            Told("funding-terms", "warn", review_projects.CLAUSE, "2021YFB1234567"),
            Told("funding-notice", "warn", review_projects.NOTICE, "2021YFB1234567"),
        ),
        "本工作受国家重点研发计划（2020YFB7654321）资助。",  # whose contract says nothing of publication
    ),
    Pair(
        "样机加工受课题 2022YFA7654321 支持。",
        (Told("funding-unknown", "info", review_projects.UNKNOWN, "2022YFA7654321"),),
        "样机加工费自筹，无资助，样品编号 2022YFA76543210，联系电话：62345678。",
    ),
    Pair(
        "振动台由代号 GF-20261 的课题提供。",
        (Told("funding-unknown", "info", review_projects.UNKNOWN, "GF-20261"),),
        "振动台由 GF 公司提供，滤膜为 NaGF12。",
    ),
)  # fmt: skip

PROJECTS: Final = (
    Pair(
        "电镜机时由 GX-0417 项目提供。",
        (Told("project-classified", "block", review_projects.CLASSIFIED, "GX-0417"),),
        "电镜机时由 GX-04170 号仪器共享平台提供。",
    ),
    Pair(
        "夹具加工由 KY-0418 项目支付。",
        (Told("project-defence", "warn", review_projects.DEFENCE, "KY-0418"),),
        "夹具加工由 KY-0419 项目支付。",  # which is of another class, and bound by nothing
    ),
    Pair(
        "药液由 KY-0420 项目的合作方提供。",
        (Told("contract-secrecy", "warn", review_projects.SECRECY, "KY-0420"),),
        "药液由 KY-0421 项目的合作方提供。",  # whose contract frees both sides of secrecy
    ),
)  # fmt: skip

UNITS: Final = (
    Pair(
        "（1. 某某实验室，某市 100000；2. 隆德大学，瑞典隆德；3. 麻省理工学院）",
        (
            Told("affiliation-abroad", "defer", review_abroad.CERTAIN, "瑞典"),
            Told("affiliation-abroad", "warn", review_abroad.POSSIBLE, "麻省理工"),
        ),
        "（1. 某某大学日本研究所，某市 100000；2. 香港中文大学（深圳），深圳）",
    ),
    Pair(
        "1 Some Laboratory, Some City, China; 2 Lund University, Sweden; 3 Fraunhofer",
        (
            Told("affiliation-abroad", "defer", review_abroad.CERTAIN, "Sweden"),
            Told("affiliation-abroad", "warn", review_abroad.POSSIBLE, "Fraunhofer"),
        ),
        "1 Some Laboratory, Some City, China; 2 Institute of Films, Oxford Road, China",
    ),
)

ENGLISH: Final = (
    Pair(
        ENGLISH_TEXT,
        (_passage("defer", overlap_risks.UNFILED, ENGLISH_TEXT, loose=16),),
        "A wick lifts liquid by capillarity, and how fast it does so depends on the radius of its pores and on the contact angle.",
    ),
    Pair(
        "Drawings stamped COMPANY CONFIDENTIAL are not reproduced here.",
        (_word("trade-sec", "warn", "COMPANY CONFIDENTIAL"),),
        "Answers of the panel were kept confidential, and proprietary software was used for the fits.",
    ),
    Pair(
        "The controller is ITAR controlled and was returned after the trial.",
        (_word("foreign-mark", "warn", "ITAR"),),
        "The plucked string of a guitar rings at a similar frequency, as Cui L. and co-workers noted.",
    ),
    Pair(
        "Cells were edited with CRISPR before the aerosol was applied.",
        (_word("dual-use", "warn", "CRISPR"),),
        "The film stayed crispy after drying at room temperature.",
    ),
    Pair(
        "Plates were held at 383 °C, and pores of 38.5 μm were counted on both faces.",
        (Told("values", "warn", review_values.VALUES, "383 °C, and pores of 38.5 μm"),),
        "Plates were held at 25 °C for 24 h, and a relative error of 10 % was allowed.",
    ),
    Pair(
        "This work was supported by NSFC (Grant No. 62345678).",
        (Told("funding-unknown", "info", review_projects.UNKNOWN, "62345678"),),
        "This work was funded by nobody; for the data, call 62345678 (fax: 010-62345679).",
    ),
)  # fmt: skip

# Of the file as a whole: what the paper holds for it, or who wrote it, stands in `papers_of_ours` and `desk_of_ours`.
STRANGER, LACKING, LEAVER, POSTED, MAKER = "梁又青", "曾广生", "解敏", "仇立新", "阿依努尔"
GRACE: Final = Told("grace", "info", paper_filings.NOT_COVERED)
WHOLE: Final = (
    MARKING,
    Told("unread", "warn", reviews.NOT_READ),
    Told("not-approved", "block", reviews.NOT_APPROVED),
    Told("author-unknown", "warn", review_people.STRANGER, STRANGER),
    Told("author-agreement", "warn", paper_authors.NO_AGREEMENT, LACKING),
    Told("author-left", "warn", review_people.LEFT, LEAVER),
    Told("author-post", "warn", review_people.IN_POST, POSTED),
    Told("author-of-uncompared", "warn", review_uncompared.MAY_NOT, MAKER),
    GRACE,
)
IN_LATIN: Final = "A Yinuer"  # whom a record that cannot be compared calls otherwise
SPELLED: Final = Told("author-of-uncompared", "warn", review_uncompared.MAY_BE, IN_LATIN)
SEALED: Final = Told(
    "author-of-uncompared", "warn", review_uncompared.SEALED_UNSEEN
)  # once something is sealed
UNKNOWN: Final = "殷小山"
READ_THERE: Final = Told("author-unknown", "warn", review_people.STRANGER_READ, UNKNOWN)
OF_OTHERS: Final = _passage(
    "warn", overlap_risks.FILED_BY_OTHERS, FILED_TEXT
)  # and none of the authors made it
LAPSED: Final = Told("not-approved", "block", reviews.LAPSED)  # of a file approved until a day that is past
NAMELESS: Final = (
    Told("authors-unread", "warn", review_people.NO_AUTHORS),
    Told("authors-unread", "warn", review_people.NO_HEAD),
)  # of files in which no authors are told, or no title either
SCANNED: Final = Told("unread", "defer", reviews.NOT_CHECKED)  # of a file whose pages are pictures
BLANK: Final = Told("unread", "warn", reviews.NOTHING_READ)  # of a file that has no text

OURS: Final = {"name": "单雨桐", "standing": "ours", "country": "中国"}
REVIEW: Final[Mapping[str, Any]] = {
    "title": "某装置的若干观察", "kind": "journal", "authors": [OURS], "disclosure": [DONE], "planned_publication": DAY,
}  # fmt: skip

PUBLISHED: Final = "Publication planned for"  # the field that tells the day where nothing else does


def _waits(kind: str, reason: str, why: str = "") -> Told:
    return Told(kind, "defer", reason, why=why)


REVIEWS: Final = (
    OfReview(
        holds={"disclosure": []},
        tells=(_waits("undisclosed", review_results.UNDISCLOSED),),
        near={"disclosure": [], "title": f"{OWN_TITLE}: a study"},
    ),
    OfReview(
        holds={"disclosure": [OPEN]},
        tells=(_waits("unfiled", review_results.UNFILED, review_results.GIVEN), GRACE),
        public_on=PUBLIC_ON,
    ),
    OfReview(
        holds={"disclosure": [OPEN], "planned_publication": None},
        tells=(_waits("unfiled", review_results.UNFILED_UNDATED), GRACE),
        near={"disclosure": [REGISTERED], "planned_publication": None},
    ),
    OfReview(
        holds={"disclosure": [LATE], "planned_submission": "2026-02-10", "venue_preprints": True},
        tells=(_waits("filed-later", review_results.LATER, review_results.POSTED), GRACE),
        near={"disclosure": [LATE], "planned_submission": "2026-02-10", "venue_preprints": False, "planned_publication": "2026-08-01"},
    ),
    OfReview(
        holds={"disclosure": [LATE], "planned_submission": "2026-02-10"},
        tells=(_waits("filed-later", review_results.LATER, review_results.MAY_POST), GRACE),
        near={"disclosure": [LATE], "planned_submission": "2026-03-03", "planned_publication": "2026-08-01"},
    ),
    OfReview(
        holds={"disclosure": [ABROAD]},
        tells=(
            _waits("novelty-abroad", review_results.ABROAD), _waits("unfiled", review_results.UNFILED, PUBLISHED), GRACE,
        ),
    ),
    OfReview(
        holds={"disclosure": [OPEN], "kind": "conference"},
        tells=(
            Told("grace", "info", paper_filings.TO_BE_PROVED), _waits("unfiled", review_results.UNFILED, PUBLISHED),
        ),
        near={"kind": "conference"},
    ),
    OfReview(
        holds={"authors": [{**OURS, "standing": "foreign"}]},
        tells=(Told("author-abroad", "defer", review_abroad.AUTHOR, "单雨桐"),),
        near={"authors": [{**OURS, "standing": "joint", "country": "中华人民共和国"}]},
    ),
    OfReview(
        holds={"venue_country": "荷兰"},
        tells=(Told("venue-abroad", "defer", review_abroad.VENUE),),
        near={"venue_country": "China"},
    ),
)  # fmt: skip
THANKS: Final = (*FUNDED, *PROJECTS)
CHINESE: Final = (*WORDS, *PASSAGES, *THANKS)
PAIRS: Final = (*CHINESE, *UNITS, *ENGLISH)
