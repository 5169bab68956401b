"""The demo holds a record of every kind and state on any day, is whole or not there, and runs again."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from ipdesk.model.errors import CannotWrite
from ipdesk.model.record import WITHDRAWN, Record
from ipdesk.model.register import Register
from ipdesk.model.report_periods import ReportPeriod
from ipdesk.model.text import Message, Translator
from ipdesk.operations import (
    agencies,
    dossiers,
    duties,
    officers,
    protected,
    reading,
    reviews,
    spills,
    workspaces,
)
from ipdesk.operations.checks import find
from ipdesk.operations.demo import FORM, LEDGER, NAME, PASSPHRASE, DemoResult, make_demo
from ipdesk.operations.desk import Desk
from ipdesk.operations.documents import document_names
from ipdesk.operations.everything import export_everything
from ipdesk.operations.figures import figures
from ipdesk.operations.levels import content_fields
from ipdesk.operations.period_content import content_now
from ipdesk.operations.whole_intake import preview_whole, read_file
from ipdesk.paths import resource_path
from ipdesk.registers import REGISTERS, register
from ipdesk.registers.secret_carriers import carriers_now
from ipdesk.registers.secrets import Secret
from ipdesk.store import audit
from ipdesk.store.workspace import unlock
from tests.conftest import BEIJING, CHEAP, SetClock
from tests.operations.recount import Recount
from tests.operations.test_figures import require_same

DISCLOSURES, ASSESSMENTS = register("disclosures"), register("assessments")
ENGLISH = Translator("en", resource_path("i18n"))
DAY = datetime(2026, 11, 22, 14, 5, tzinfo=BEIJING)
THIRD = ReportPeriod(2026, 3)
# What was good to be nothing in the third quarter of the year before, or had not begun.
OF_LAST_YEAR = {"S1-overdue", "C1-barred", "L1-lost", "B2", "F3-10", "T1-new", "U6", "X1-abroad", "X1-days"}
# What is told for context, and need not happen.
NEED_NOT_BE = {"B1-filed", "P3-90", "S1-waiting"}
# The longest February, and a night on which the day in Beijing is not the day in London.
OTHER_DAYS = [
    datetime(2028, 2, 29, 23, 50, tzinfo=BEIJING),
    pytest.param(datetime(2027, 1, 1, 0, 20, tzinfo=BEIJING), marks=pytest.mark.extra),
]


def silent(_: Message) -> None:
    """Take no note of the progress."""


def made_in(folder: Path, clock: SetClock) -> DemoResult:
    """Make the demo in a folder with cheap keys."""
    return make_demo(folder, clock, ENGLISH, silent, CHEAP)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> DemoResult:
    """Return a demo that the tests of this module only read."""
    return made_in(tmp_path_factory.mktemp("made") / "demo", SetClock(DAY))


@pytest.fixture
def desk(made: DemoResult) -> Iterator[Desk]:
    """Return the desk of the demo's officer."""
    with unlock(made.folder, made.users[0].name, PASSPHRASE, SetClock(DAY)) as space:
        yield Desk(space, ENGLISH)


def records_of(desk: Desk, held: Register) -> list[Record]:
    """Return all whole records of a register, withdrawn ones last."""
    ids = [*reading.list_ids(desk, held), *reading.list_ids(desk, held, [("state", WITHDRAWN)])]
    return reading.whole(desk, held, list(dict.fromkeys(ids)))


def found_ids(desk: Desk, *held: Register) -> set[str]:
    """Return the ids of all findings of all records of some registers, of the disclosures where none is named."""
    return {
        each.id
        for own in held or (DISCLOSURES,)
        for record in records_of(desk, own)
        for each in find(desk, own, record)
    }


def test_every_state_of_every_register_is_there(desk: Desk) -> None:
    seen = {held.name: {record.state for record in records_of(desk, held)} for held in REGISTERS}
    assert seen["disclosures"] == {state.code for state in DISCLOSURES.states.states} | {WITHDRAWN}
    for name in ("projects", "assessments"):
        assert seen[name] == {state.code for state in register(name).states.states}
    assert seen["meetings"] == {"called", "signed"}
    assert seen["patents"] == {"filed", "granted", "ended"}
    assert (seen["secrets"], seen["releases"]) == ({"proposed", "recognised"}, {"noticed"})
    assert seen["papers"] == {"approved", "deferred", "review", "published"}
    assert seen["handovers"] == {"received"}
    assert seen["people"] == {"active", "away", "left"}
    assert seen["movements"] == {"open", "closed", "cancelled"}
    assert seen["agreements"] == {"drafted", "sent", "signed-one", "in-force", "refused"}


def test_secrets_have_carriers_reviews_an_incident_and_fingerprints(desk: Desk) -> None:
    secrets = [each for each in records_of(desk, register("secrets")) if isinstance(each, Secret)]
    held = {carrier.holder for each in secrets for carrier in carriers_now(each.carrier_log)}
    assert {"孙七", "罗范", "吴九"} <= held
    assert any(each.reviews for each in secrets) and any(each.incidents for each in secrets)
    kinds = [each.kind for each in protected.list_kept(desk)]
    assert sorted(kinds) == ["fingerprints", *["nothing"] * 4]
    assert not {
        each
        for each in found_ids(desk, register("secrets"))
        if each.startswith(("carrier", "leak", "incident"))
    }


def test_a_paper_is_approved_on_its_files_one_waits_and_one_was_found_later(desk: Desk) -> None:
    papers = register("papers")
    fuller = sorted(records_of(desk, papers), key=lambda each: each.number)  # the last of each state
    held: dict[str, Any] = {record.state: record for record in fuller}
    ids = {state: {each.id for each in find(desk, papers, record)} for state, record in held.items()}
    assert held["approved"].approved_manifest == held["approved"].manifest != ""
    assert ids["approved"] == {"approval-holds", "published-day"}, "only the day of publication is open"
    assert "hold-stands" in ids["deferred"]
    assert {"check-shut", "unfiled"} <= ids["review"]
    assert ids["published"] == {"published-unreviewed"}


def test_the_manuscript_under_review_holds_risks_of_several_kinds(desk: Desk) -> None:
    papers = register("papers")
    (number,) = (each.number for each in records_of(desk, papers) if each.state == "review")
    (name,) = reviews.attached_files(desk, number)
    found = reviews.check_attached(desk, number, name)
    by_record = {(each.kind, each.severity): each.record for each in found.risks}
    assert by_record["overlap", "block"].startswith("JS-"), "the process of a secret"
    assert by_record["overlap", "defer"].startswith("PL-")


def test_every_figure_of_a_quarter_is_that_of_an_independent_count(desk: Desk) -> None:
    held: dict[str, Any] = {}
    for period in (ReportPeriod(2026, 4), THIRD, ReportPeriod(2025)):
        for told in figures(desk, period).told:
            for figure, span in ((told.now, period.days), (told.before, period.year_before.days)):
                assert span.first is not None and span.last is not None
                recount = Recount(desk, span.first, span.last, told.indicator.years or 0, held)
                require_same(told.indicator, figure, recount)


def test_a_quarter_a_year_and_the_quarter_before_have_something_for_nearly_every_figure(desk: Desk) -> None:
    quarter, year = (content_now(desk, each, rows=False).lines for each in (THIRD, ReportPeriod(2026)))
    nothing = {
        "quarter": {each.code for each in quarter if each.kept and not each.now} - NEED_NOT_BE,
        "year": {each.code for each in year if each.kept and not each.now} - NEED_NOT_BE,
        "before": {each.code for each in quarter if each.kept and not each.before} - NEED_NOT_BE,
    }
    assert nothing == {"quarter": {"S1-overdue", "C1-barred"}, "year": {"S1-overdue"}, "before": OF_LAST_YEAR}
    reached = {each.code: each.meets for each in quarter if each.meets is not None}
    assert {code for code, meets in reached.items() if meets} == {"R1", "S1-overdue", "C1-barred"}
    assert len(reached) > 10


def test_the_duties_of_people_stand_in_every_way(desk: Desk) -> None:
    """Signed, missing, waiting, expired; a movement under way, and somebody watched for a year."""
    stand = {(duty.code, duty.status) for each in duties.standings(desk) for duty in each.duties}
    assert {("agreement", each) for each in ("signed", "missing", "waiting", "expired")} <= stand
    assert {("secrecy", "signed"), ("watch", "running")} <= stand
    assert any(code == "movement" for code, _ in stand)


def test_the_watch_fires_on_what_a_leaver_is_named_in(desk: Desk) -> None:
    """A disclosure of after the leave names somebody who left."""
    assert "maker-left" in found_ids(desk)


def cases(desk: Desk) -> list[Any]:
    """Return all assessments."""
    return records_of(desk, ASSESSMENTS)


def test_decisions_of_every_kind_that_people_make_are_carried_out(desk: Desk) -> None:
    in_order = sorted(cases(desk), key=lambda each: each.number, reverse=True)
    done = {each.outcome: each for each in in_order if each.state == "carried-out"}  # the first of each
    assert set(done) == {"file-cn", "register", "technical-secret", "publish", "none", "release"}
    for outcome, opened in {
        "file-cn": {"patents": "granted", "handovers": "received"},
        "register": {"patents": "filed"},
        "technical-secret": {"secrets": "recognised"},
        "release": {"releases": "noticed"},
        "publish": {"meetings": "signed"},
        "none": {"meetings": "signed"},
    }.items():
        here = reading.show(desk, ASSESSMENTS, done[outcome].number)
        linking = {each.register: each.state for each in here.linking_here}
        linked = {number: register("meetings") for number in getattr(here.record, "meeting")}  # noqa: B009
        linking |= {own.name: reading.show(desk, own, each).record.state for each, own in linked.items()}
        assert {name: linking.get(name) for name in opened} == opened
    ends = {reading.show(desk, DISCLOSURES, each.disclosure[0]).record.state for each in done.values()}
    assert ends == {"closed"}
    assert done["publish"].meeting == done["none"].meeting, "one meeting dealt with both"


def test_the_case_in_scoring_has_scores_far_apart_and_another_a_shut_gate(desk: Desk) -> None:
    (scored,) = (each for each in cases(desk) if each.state == "scoring")
    assert (scored.gates, scored.spread, len(scored.assessors)) == ("passed", 4, 2)
    assert {row.by for row in scored.answers} == {"", *(each.name for each in scored.assessors)}
    (stopped,) = (each for each in cases(desk) if each.state == "preparing")
    assert (stopped.gates, stopped.score) == ("failed", None)


def test_every_list_of_answers_is_whole(desk: Desk) -> None:
    scored = [each for each in cases(desk) if each.state != "preparing" and each.gates == "passed"]
    assert len(scored) == 11
    assert all(each.unanswered == 0 and each.proposed for each in scored)
    assert all(each.outcome in ("", each.proposed) for each in scored)


def test_old_filings_say_why_they_were_not_assessed(desk: Desk) -> None:
    old = [each for each in records_of(desk, register("patents")) if not getattr(each, "assessment")]  # noqa: B009
    kinds = {"invention", "utility-model", "design", "pct", "foreign", "software", "trademark"}
    assert {getattr(each, "kind") for each in old} == kinds  # noqa: B009
    assert all(getattr(each, "legacy_reason") or getattr(each, "kind") == "trademark" for each in old)  # noqa: B009


def test_rights_of_the_demo_form_families_and_show_what_is_open(desk: Desk) -> None:
    rights = register("patents")
    held = {getattr(each, "application_number"): each for each in records_of(desk, rights)}  # noqa: B009
    family = dossiers.family_of(desk, rights, held["示例US申请号-0202"])  # type: ignore[arg-type]  # a right
    assert len(family.members) == 3
    assert {"end-missing", "open-unreported"} <= found_ids(desk, rights)


def test_agencies_are_scored_but_one_and_officers_stand_in_every_way(desk: Desk) -> None:
    found = agencies.agency_quality(desk).agencies
    assert [each.mean is None for each in found] == [False, False, True]
    assert max(len(each.counted) for each in found) == 6
    stands = {(each.service.is_full, each.left) for each in officers.officers(desk)}
    assert stands == {(True, False), (False, False), (True, True)}


def test_it_is_labelled_as_invented(made: DemoResult, desk: Desk) -> None:
    assert desk.workspace.profile.name == "示例材料与器件实验室（虚构）"
    assert desk.workspace.profile.code == "DEMO"
    assert [each.role for each in made.users] == ["officer", "reviewer", "auditor"]
    assert all(each.name.startswith("演示") for each in made.users)
    assert made.passphrase == PASSPHRASE


def test_the_log_tells_of_ordinary_acts_over_two_years(made: DemoResult, desk: Desk) -> None:
    assert audit.verify(desk.workspace.db).whole
    entries = list(audit.entries(desk.workspace.db))
    acts = {each.act for each in entries}
    assert acts >= {
        "create",
        "add",
        "set",
        "move",
        "supplement",
        "withdraw",
        "undo",
        "print",
        "export",
        "form",
    }
    times = [each.at for each in reversed(entries)]
    assert times == sorted(times)
    first = datetime.fromisoformat(times[0])
    assert timedelta(days=700) < DAY - first < timedelta(days=760)
    by_reviewer = {each.act for each in entries if each.actor == made.users[1].name}
    assert by_reviewer >= {"set", "move"}


def test_the_record_above_the_limit_has_metadata_only(desk: Desk) -> None:
    (record,) = (each for each in records_of(desk, DISCLOSURES) if each.level == "classified")
    assert getattr(record, "title_coded") is True  # noqa: B009 - a field of disclosures
    assert list(content_fields(record)) == []


def test_what_the_demo_is_to_show_is_found(desk: Desk) -> None:
    assert found_ids(desk) >= {
        "event-urgent",
        "novelty-lost",
        "foreign-inventor",
        "foreign-owner",
        "inventors-shares",
        "open-source-licence",
        "biological-deposit",
        "spin-off-approval",
        "funding-declaration",
        "project-unknown",
        "supplement-unchecked",
        "level-classified",
        "probable-duplicate",
    }


def test_no_finding_tells_of_a_slip_in_the_seed(desk: Desk) -> None:
    found = found_ids(desk, *REGISTERS)
    assert not found & {
        "days-order",
        "day-ahead",
        "supplement-versions",
        "inventor-twice",
        "co-owners-shares",
    }
    assert not found & {
        "answer-of-nobody",
        "answers-missing",
        "assessor-silent",
        "assessors-few",
        "decision-day",
        "decision-lapsed",
        "disclosure-changed",
        "link-unknown",
        "recused-unknown",
        "split-sum",
        "votes-sum",
    }
    assert "assessment-late" not in found_ids(desk, ASSESSMENTS), "that of rights is meant"


def test_what_an_assessment_brings_up_is_found(desk: Desk) -> None:
    assert found_ids(desk, *REGISTERS) >= {
        "gate-shut",
        "scores-apart",
        "decision-due",
        "decision-lapses",
        "follow-up-missing",
        "meeting-ahead",
        "notice-runs",
        "legacy",
        "review",
        "assessment-late",
    }


@pytest.mark.parametrize("day", OTHER_DAYS)
def test_the_demo_is_alive_on_any_day(tmp_path: Path, day: datetime) -> None:
    clock = SetClock(day)
    again = made_in(tmp_path / "demo", clock)
    with unlock(again.folder, again.users[0].name, PASSPHRASE, clock) as space:
        found = found_ids(Desk(space, ENGLISH), *REGISTERS)
    assert found >= {"event-urgent", "novelty-lost", "supplement-unchecked", "decision-lapses", "notice-runs"}
    assert not found & {"days-order", "day-ahead", "decision-lapsed", "decision-day"}


def test_the_main_job_ran_once(made: DemoResult, desk: Desk) -> None:
    assert [(each.file.name, each.kind, each.counts) for each in made.taken] == [
        (FORM, "form", {"new": 1, "same": 0, "changed": 0, "refused": 0}),
        (LEDGER, "ledger", {"new": 9, "same": 0, "changed": 0, "refused": 0}),
    ]
    assert [(each.doubts, each.similar) for each in made.taken] == [(0, 0), (4, 1)]
    assert made.counts == {held.name: count for held, count in reading.counts(desk)}
    assert made.documents == made.folder.with_name("demo-documents")
    assert sorted(each.place for each in made.papers) == sorted(made.documents.iterdir())
    starts = [each.place.read_bytes()[:4] for each in made.papers]
    zipped = b"PK\x03\x04"
    assert starts == [b"%PDF"] * (len(starts) - 5) + [zipped] * 3 + [b"%PDF", zipped]
    of_case = {
        each.place.stem.partition("-record")[0] for each in made.papers if "-record" in each.place.stem
    }
    assert [number[:2] for number in of_case] == ["PG"]
    assert len(starts) == 2 + len(document_names(ASSESSMENTS)) + 1 + 2 + 3
    assert all(each.unresolved == () for each in made.papers)


def test_the_return_of_the_superior_is_filled_whole(made: DemoResult) -> None:
    book = load_workbook(made.documents / "2026Q3-quarterly-return.xlsx")
    told = [cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    assert not [each for each in told if "{{" in str(each)]
    figures = {row[0]: row[1:4] for row in book.worksheets[0].iter_rows(min_row=8, values_only=True)}
    assert figures["一、受理成果披露（件）"] == (4, 7, 3)
    rate = next(cells for name, cells in figures.items() if name and "协议签署率" in str(name))
    assert all(0 < float(str(each)) <= 1 for each in rate), "its cells show percent"
    assert "气泡" in str(told), "the rows of rights"
    lines = [row[:4] for row in book.worksheets[0].iter_rows(min_row=8, values_only=True)]
    whole = next(at for at, each in enumerate(lines) if each[0] == "三、申请（件）")
    for column in (1, 2, 3):
        parts = [int(str(each[column])) for each in lines[whole + 1 : whole + 5]]
        assert sum(parts) <= int(str(lines[whole][column])) and parts[-1] == 0, "no layout was ever filed"


@pytest.fixture
def copied(made: DemoResult, tmp_path: Path) -> Path:
    """Return a copy of the demo with what was written beside it."""
    shutil.copytree(made.documents, tmp_path / made.documents.name)
    return Path(shutil.copytree(made.folder, tmp_path / made.folder.name))


def test_a_second_run_takes_nothing_in_twice_and_overwrites_nothing(made: DemoResult, copied: Path) -> None:
    before = {each: each.read_bytes() for each in copied.with_name(made.documents.name).iterdir()}
    second = made_in(copied, SetClock(DAY + timedelta(days=1)))
    assert (made.made, second.made) == (True, False)
    assert second.folder == copied
    assert [each.counts["same"] for each in second.taken] == [1, 9]
    assert second.counts == made.counts
    assert {place: place.read_bytes() for place in before} == before
    assert not {each.place for each in second.papers} & set(before)


def test_a_sealed_record_does_not_stop_the_next_run(made: DemoResult, copied: Path) -> None:
    clock = SetClock(DAY)
    with unlock(copied, made.users[0].name, PASSPHRASE, clock) as space:
        spills.seal(Desk(space, ENGLISH), DISCLOSURES, made.papers[0].place.stem, "演示")
    second = made_in(copied.with_suffix(""), clock)
    assert len(second.papers) == len(made.papers) - 1


def test_a_workspace_of_somebody_is_never_touched(desk: Desk, tmp_path: Path, clock: SetClock) -> None:
    folder = tmp_path / "own"
    own, _ = workspaces.create(
        folder, name="某某实验室", code="DEMO", highest="internal", user="李明", passphrase="三棵银杏 river 去年",
        clock=clock, cost=CHEAP,
    )  # fmt: skip
    own.close()
    before = {each: each.read_bytes() for each in own.folder.rglob("*") if each.is_file()}
    with pytest.raises(CannotWrite):
        made_in(folder, clock)
    assert {each: each.read_bytes() for each in own.folder.rglob("*") if each.is_file()} == before
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith("own")] == ["own.ipdesk"]


def test_a_demo_with_another_passphrase_is_left_alone(made: DemoResult, tmp_path: Path) -> None:
    clock = SetClock(DAY)
    copy = Path(shutil.copytree(made.folder, tmp_path / "mine.ipdesk"))
    with unlock(copy, made.users[0].name, PASSPHRASE, clock) as space:
        workspaces.change_passphrase(Desk(space, ENGLISH), made.users[0].name, "my own 七只鹤", CHEAP)
    with pytest.raises(CannotWrite) as refused:
        made_in(copy, clock)
    assert ENGLISH.say(refused.value.what).startswith("The passphrase of the demo at ")
    assert not copy.with_name("mine-documents").exists()


def test_an_interrupted_demo_leaves_nothing_behind(tmp_path: Path) -> None:
    def interrupt(message: Message) -> None:
        if message.args.get("done") == 20:
            raise KeyboardInterrupt

    place = tmp_path / "home"
    place.mkdir()
    with pytest.raises(KeyboardInterrupt):
        make_demo(place / "demo", SetClock(DAY), ENGLISH, interrupt, CHEAP)
    assert list(place.iterdir()) == []


def test_without_a_folder_it_stands_in_the_first_free_place_at_home(copied: Path) -> None:
    taken = Path.home() / f"{NAME}.ipdesk"
    taken.mkdir(parents=True)
    first = make_demo(None, SetClock(DAY), ENGLISH, silent, CHEAP)
    assert (first.folder, first.made) == (Path.home() / f"{NAME}-2.ipdesk", True)
    assert list(taken.iterdir()) == []


def test_without_a_folder_one_that_is_at_home_is_opened_again(made: DemoResult, copied: Path) -> None:
    (Path.home() / f"{NAME}.ipdesk").mkdir(parents=True)
    there = Path(shutil.copytree(copied, Path.home() / f"{NAME}-2.ipdesk"))
    again = make_demo(None, SetClock(DAY), ENGLISH, silent, CHEAP)
    assert (again.folder, again.made) == (there, False)


def test_a_place_that_cannot_be_written_is_refused_in_plain_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(CannotWrite) as refused:
        made_in(tmp_path / "file" / "demo", SetClock(DAY))
    assert ENGLISH.say(refused.value.what).startswith("The folder cannot be written")


def test_a_workbook_of_everything_comes_back_as_the_same(desk: Desk, tmp_path: Path) -> None:
    export_everything(desk, tmp_path / "all.xlsx")
    whole = preview_whole(desk, [read_file(desk, tmp_path / "all.xlsx")])
    counts = whole.counts()
    assert whole.is_ready()
    assert counts.pop("same") > 100
    assert set(counts.values()) == {0}
