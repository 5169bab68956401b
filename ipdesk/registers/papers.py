"""The review before publication (论文发表与成果发布审查): what goes out, who agrees, which checks it passed, and the verdict.

Sources: 国知发运字〔2021〕7号（九）, 保守国家秘密法第三十五条. First the review, then the publication, item by item.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Final

from ipdesk.model.dates import add_months
from ipdesk.model.findings import Facts, Finding
from ipdesk.model.kinds import Choice, Choices, Day, Flag, Link, LongText, Person, Rows, Text
from ipdesk.model.record import WITHDRAWN
from ipdesk.model.register import Register
from ipdesk.model.text import N_
from ipdesk.registers.answered import Answer, Answered, office_answers
from ipdesk.registers.asks import of_paper
from ipdesk.registers.history import as_told
from ipdesk.registers.markings import marked
from ipdesk.registers.origins import DISCLOSURE, PROJECTS
from ipdesk.registers.paper_authors import authors, declaration
from ipdesk.registers.paper_choices import KINDS, RELEASING, STEPS, VERDICTS
from ipdesk.registers.paper_filings import filings
from ipdesk.registers.paper_gates import gates, level
from ipdesk.registers.paper_history import OLD, is_history, of_before
from ipdesk.registers.paper_intake import begins, comes_in, completed
from ipdesk.registers.paper_manifest import manifest_of, under_review
from ipdesk.registers.paper_rows import (
    ACKNOWLEDGEMENTS,
    AUTHORS,
    HANDLED,
    MANUSCRIPTS,
    MATERIALS,
    OPINION_ROWS,
    Acknowledgement,
    Author,
    Handled,
    Manuscript,
    Material,
    Opinion,
)
from ipdesk.registers.paper_states import GROUPS, OUT, STATES
from ipdesk.registers.paper_times import kept, times
from ipdesk.rules.checklist import Checklist, Result, evaluate

_SAID: Final = N_("The authors say it for themselves; the review does not rest on it alone.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper(Answered):
    """Something that is to leave the laboratory, from the draft to the day on which it is out."""

    number: Annotated[
        str, Text(label=N_("Review number"), aliases=("论文编号", "审查编号", "审查号", "编号", "登记号"))
    ] = ""
    answers: Annotated[
        tuple[Answer, ...],
        Rows(label=N_("Answers"), of=Answer, one=N_("Chosen answer"), internal=True, aliases=("审查项回答",)),
    ] = ()
    title: Annotated[
        str,
        Text(
            label=N_("Title of the publication"),
            required="submitted",
            aliases=("题目", "论文题目", "论文名称", "标题", "成果名称", "名称"),
        ),
    ] = ""
    kind: Annotated[
        str,
        Choice(
            label=N_("Kind of publication"),
            options=KINDS,
            required="submitted",
            aliases=("发布类型", "论文类型", "公开形式", "类型"),
        ),
    ] = ""
    venue: Annotated[
        str,
        Text(
            label=N_("Journal, conference or place"),
            aliases=("期刊/会议", "拟投期刊", "期刊名称", "会议名称", "刊物名称", "发表刊物", "发布平台"),
        ),
    ] = ""
    venue_country: Annotated[
        str,
        Text(
            label=N_("Country of the venue"),
            help=N_("Where publisher, organiser or platform is; abroad asks for the export questions."),
            aliases=("期刊所在国", "会议所在国", "主办国", "国别"),
        ),
    ] = ""
    language: Annotated[str, Text(label=N_("Language"), aliases=("语种", "语言"))] = ""
    venue_preprints: Annotated[
        bool | None,
        Flag(
            label=N_("Posts preprints on submission"),
            help=N_(
                "Some venues publish the manuscript as soon as it is handed in. Leave open if not known."
            ),
            aliases=("投稿即公开", "是否自动公开预印本"),
        ),
    ] = None
    planned_submission: Annotated[
        date | None,
        Day(label=N_("Submission planned for"), aliases=("拟投稿日期", "计划投稿日期", "拟投稿时间")),
    ] = None
    planned_publication: Annotated[
        date | None,
        Day(label=N_("Publication planned for"), aliases=("拟公开日期", "拟发表日期", "计划发布日期")),
    ] = None

    authors: Annotated[tuple[Author, ...], AUTHORS] = ()
    acknowledgements: Annotated[tuple[Acknowledgement, ...], ACKNOWLEDGEMENTS] = ()
    materials: Annotated[tuple[Material, ...], MATERIALS] = ()
    projects: Annotated[tuple[str, ...], PROJECTS] = ()
    disclosure: Annotated[
        tuple[str, ...], replace(DISCLOSURE, aliases=("披露编号", "成果披露编号", "对应披露"))
    ] = ()
    patents: Annotated[
        tuple[str, ...],
        Link(
            label=N_("Patents and applications"), to="patents", aliases=("相关专利", "专利编号", "对应专利")
        ),
    ] = ()
    secrets: Annotated[
        tuple[str, ...],
        Link(label=N_("Technical secrets near it"), to="secrets", aliases=("相关技术秘密", "技术秘密编号")),
    ] = ()

    declared_no_secret: Annotated[
        bool | None,
        Flag(label=N_("Holds no state secret"), help=_SAID, aliases=("不含国家秘密", "是否不涉密")),
    ] = None
    declared_no_internal: Annotated[
        bool | None,
        Flag(
            label=N_("Holds no work secret and nothing internal"),
            aliases=("不含工作秘密", "不含内部信息"),
        ),
    ] = None
    declared_disclosed: Annotated[
        bool | None,
        Flag(label=N_("The result was disclosed to the laboratory"), aliases=("成果已披露", "是否已披露")),
    ] = None
    declared_rights: Annotated[
        bool | None,
        Flag(
            label=N_("Nothing of others without a licence"),
            aliases=("未侵犯他人权利", "第三方材料已获许可"),
        ),
    ] = None
    declared_data: Annotated[
        bool | None,
        Flag(label=N_("The data were gathered and are given out lawfully"), aliases=("数据合法", "数据合规")),
    ] = None
    declared_ai: Annotated[
        bool | None,
        Flag(
            label=N_("Any use of AI is said in it"),
            help=N_("Yes also where none was used."),
            aliases=("已说明AI使用", "AI使用声明"),
        ),
    ] = None
    declared_single: Annotated[
        bool | None,
        Flag(label=N_("Handed in nowhere else"), aliases=("无一稿多投", "未一稿多投")),
    ] = None
    declared_agreed: Annotated[
        bool | None,
        Flag(label=N_("All co-authors agree"), aliases=("合作者同意", "全体作者同意")),
    ] = None
    declared_by: Annotated[str, Person(label=N_("Declared by"), aliases=("承诺人", "声明人", "申请人"))] = ""
    declared_on: Annotated[
        date | None, Day(label=N_("Day of the declaration"), aliases=("承诺日期", "声明日期"))
    ] = None

    version: Annotated[
        str,
        Text(
            label=N_("Version under review"),
            help=N_("As in the list of files; all files where it is empty."),
            aliases=("送审版本", "稿件版本"),
        ),
    ] = ""
    manuscripts: Annotated[tuple[Manuscript, ...], MANUSCRIPTS] = ()
    manifest: Annotated[
        str, Text(label=N_("Digest of the files under review"), internal=True, aliases=("送审文件摘要",))
    ] = ""
    approved_manifest: Annotated[
        str, Text(label=N_("Digest of the files approved"), internal=True, aliases=("批准文件摘要",))
    ] = ""
    handled: Annotated[tuple[Handled, ...], HANDLED] = ()

    proposed: Annotated[
        str,
        Choice(
            label=N_("Proposal of the desk"), options=VERDICTS, internal=True, aliases=("系统建议", "建议")
        ),
    ] = ""
    opinions_needed: Annotated[
        tuple[str, ...],
        Choices(label=N_("Opinions needed"), options=STEPS, internal=True, aliases=("应经环节",)),
    ] = ()
    opinions: Annotated[tuple[Opinion, ...], OPINION_ROWS] = ()
    verdict: Annotated[
        str, Choice(label=N_("Verdict"), options=VERDICTS, aliases=("审查结论", "结论", "审批结果"))
    ] = ""
    conditions: Annotated[
        str,
        LongText(
            label=N_("Conditions and changes asked for"),
            help=N_("What has to be changed, which circle may see it, what is still lacking."),
            aliases=("附加条件", "修改要求"),
        ),
    ] = ""
    deferred_disclosures: Annotated[
        tuple[str, ...],
        Link(label=N_("Waits for the filing of disclosures"), to="disclosures", aliases=("待申请披露编号",)),
    ] = ()
    deferred_patents: Annotated[
        tuple[str, ...],
        Link(label=N_("Waits for the filing of applications"), to="patents", aliases=("待提交专利编号",)),
    ] = ()
    deferred_until: Annotated[date | None, Day(label=N_("Put off until"), aliases=("暂缓至", "暂缓期限"))] = (
        None
    )
    decided_on: Annotated[
        date | None, Day(label=N_("Verdict of"), aliases=("审查日期", "批准日期", "审批日期"))
    ] = None
    approved_until: Annotated[
        date | None,
        Day(
            label=N_("Approval holds until"),
            help=N_("Filled with the months of the checklist where it is empty; may be changed."),
            aliases=("批准有效期至", "有效期至"),
        ),
    ] = None

    notice_given_on: Annotated[
        date | None, Day(label=N_("Funder notified on"), aliases=("告知资助方日期", "发表前告知日期"))
    ] = None
    funder_letter: Annotated[
        str,
        Text(
            label=N_("Approval of the funder"),
            help=N_("Its number and day."),
            aliases=("资助方同意函", "批准文号"),
        ),
    ] = ""
    submitted_on: Annotated[
        date | None, Day(label=N_("Submitted to the venue on"), aliases=("投稿日期", "投稿时间"))
    ] = None
    accepted_on: Annotated[date | None, Day(label=N_("Accepted on"), aliases=("录用日期", "接收日期"))] = None
    abstract_on: Annotated[
        date | None,
        Day(
            label=N_("Abstract public on"),
            help=N_("As with abstracts of a conference, which are out before the talk; planned or past."),
            aliases=("摘要公开日期", "会议摘要日期"),
        ),
    ] = None
    online_on: Annotated[
        date | None,
        Day(
            label=N_("Online first on"),
            help=N_("Where it is out on the web before the issue; planned or past."),
            aliases=("网络首发日期", "在线发表日期", "优先出版日期"),
        ),
    ] = None
    published_on: Annotated[
        date | None,
        Day(
            label=N_("Published or posted on"),
            aliases=("发表日期", "发表时间", "公开日期", "刊出日期"),
        ),
    ] = None
    reference: Annotated[
        str,
        Text(
            label=N_("Published as"),
            help=N_("Volume, pages, DOI or address."),
            aliases=("卷期页码", "DOI", "发表信息"),
        ),
    ] = ""
    found_later: Annotated[
        bool | None,
        Flag(label=N_("Published without a review"), aliases=("未经审查发表", "事后发现")),
    ] = None
    found_later_reason: Annotated[
        str,
        Text(
            label=N_("How that came about"),
            help=N_("Nothing of the content."),
            aliases=("未经审查原因", "事后发现说明"),
        ),
    ] = ""


def settled(record: Paper, checklist: Checklist | None) -> tuple[Paper, Result | None]:
    """Return a review with what follows from its answers and files, and the result; nothing passes without its list."""
    bound = replace(record, manifest=manifest_of(under_review(record)))
    if checklist is None:
        gates = "open" if record.checklist else ""
        return replace(bound, gates=gates, unanswered=None, score=None, proposed="", opinions_needed=()), None
    result = evaluate(checklist, office_answers(record))
    steps = {each.step for each in result.approvals(checklist, record.verdict)}
    until = record.approved_until
    if until is None and record.verdict in RELEASING and record.decided_on and checklist.lapses_after:
        until = add_months(record.decided_on, checklist.lapses_after)
    return replace(
        bound,
        gates=result.gates,
        unanswered=len(result.missing),
        score=None,
        proposed=result.proposal.outcome if result.proposal else "",
        opinions_needed=tuple(option.code for option in STEPS if option.code in steps),
        approved_until=until,
    ), result


def findings(record: Paper, facts: Facts) -> Iterator[Finding]:
    """Yield everything noticed about a review; nothing about a withdrawn one."""
    if record.state == WITHDRAWN:
        return
    yield from marked(record, facts, blocks=("submitted", "review", *OUT))
    if record.state != "published" and is_history(record, facts.started):
        yield from told_as_history(record, facts)
        return
    yield from gates(record, facts)
    yield from filings(record, facts)
    yield from authors(record, facts)
    yield from declaration(record)
    yield from times(record, facts)


def told_as_history(record: Paper, facts: Facts) -> Iterator[Finding]:
    """Yield what is noticed about a verdict of before this desk: nothing that the review here would have asked."""
    yield from of_before(record, facts)
    yield from level(record, facts)
    yield from as_told(filings(record, facts))
    yield from kept(record, facts)


def facts(record: Paper) -> Mapping[str, str]:
    """Return what other registers may need to know of a review; nothing of its content."""
    days = ("planned_submission", "submitted_on", "published_on", "approved_until")
    return {
        "kind": record.kind,
        "level": record.level,
        "verdict": record.verdict,
        "found_later": "yes" if record.found_later else "no",
        **{name: day.isoformat() if (day := getattr(record, name)) else "" for name in days},
    }


REGISTER: Final = Register(
    name="papers",
    label=N_("Publication reviews"),
    one=N_("Review before publication"),
    record=Paper,
    called=("论文",),
    number="LW-{year}-{seq:04}",
    title="title",
    date="declared_on",
    columns=(
        *("number", "title", "kind", "venue", "authors", "level"),
        *("planned_submission", "verdict", "approved_until", "published_on"),
    ),
    groups=GROUPS,
    states=STATES,
    findings=findings,
    facts=facts,
    keepers=("authors.name",),
    due_fields=(
        *("planned_submission", "planned_publication", "approved_until", "deferred_until"),
        *("published_on", "submitted_on"),
    ),
    asks=of_paper,
    checklist="papers",
    settled=settled,
    begins=begins,
    completed=completed,
    history=comes_in,
    old=OLD,
)
