"""The page of those who are to sign anew: narrowed by reason, and on to the drafting."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from ipdesk.gui.context import Context
from ipdesk.gui.desk_view import DeskView
from ipdesk.gui.pages.campaign import ALL, CampaignPage
from ipdesk.gui.pages.drafting import DraftingPage
from ipdesk.gui.register_page import RegisterPage
from ipdesk.gui.tasks import Tasks
from ipdesk.operations import agreements, records
from ipdesk.operations.agreements import Signing
from ipdesk.operations.desk import Desk
from ipdesk.registers import register
from tests.gui.conftest import FakeDialogs
from tests.gui.keys import show
from tests.gui.pages.staff import PEOPLE, hire, read

DAY = date(2026, 3, 5)


@pytest.fixture
def page(desk: Desk, make_context: Callable[..., Context], tasks: Tasks, qtbot: QtBot) -> CampaignPage:
    """Return the page over three people in force, two of whom have changed."""
    hire(desk, 3)
    made = agreements.draft_agreements(desk, ["A1", "A2", "A3"])
    whole = Signing(signed_on=DAY, countersigned_on=DAY, effective_on=DAY)
    agreements.sign_agreements(desk, [each.number for each in made], whole)
    records.change(desk, PEOPLE, "A1", {"unit": "二室"})
    records.change(desk, PEOPLE, "A3", {"unit": "二室", "post": "研究员"})
    shown = CampaignPage(make_context(desk), tasks)
    show(qtbot, shown)
    shown.refresh()
    read(qtbot, shown)
    return shown


def test_those_of_a_reason_go_on_to_be_drafted_for(page: CampaignPage, qtbot: QtBot) -> None:
    assert page.table.ticks.ticked() == ("A1", "A3")
    assert "一室 → 二室" in page.table.model().index(0, 5).data()
    page.show_reason("post")
    assert page.table.ticks.ticked() == ("A3",)
    with qtbot.waitSignal(page.together_asked) as asked:
        page.draft.click()
    assert asked.args == ["people", ("A3",)]
    page.show_reason(ALL)
    page.table.none.click()
    assert not page.draft.isEnabled()


def test_what_counts_is_chosen_on_the_page(page: CampaignPage, desk: Desk, qtbot: QtBot) -> None:
    records.add(
        desk, register("projects"),
        [{"number": "KY-1", "title": "低温载荷", "members": [{"name": "职工2"}]}],
    )  # fmt: skip
    page.projects.setChecked(True)
    read(qtbot, page)
    assert page.table.ticks.ticked() == ("A1", "A2", "A3")
    assert page.since.count() == 2
    page.since.setCurrentIndex(1)
    page.since.activated.emit(1)
    page.days.setValue(0)
    read(qtbot, page)
    assert page.since.currentIndex() == 1
    page.projects.setChecked(False)
    for each in ("A1", "A3"):
        records.change(desk, PEOPLE, each, {"unit": "一室", "post": "副研究员"})
    page.refresh()
    read(qtbot, page)
    assert page.table.isHidden() and not page.empty.isHidden()


def test_the_way_leads_from_the_table_and_the_campaign_to_the_drafting(
    page: CampaignPage, desk: Desk, dialogs: FakeDialogs, qtbot: QtBot
) -> None:
    view = DeskView(page.context, page.tasks, dialogs)
    show(qtbot, view)
    view.go("people")
    people = view.page()
    assert isinstance(people, RegisterPage)
    qtbot.waitUntil(lambda: people.rows.rowCount() == 3)
    people.table.selectAll()
    qtbot.waitUntil(people.selection.together.isVisible)
    people.selection.together.click()
    drafting = view.page()
    assert isinstance(drafting, DraftingPage)
    assert sorted(drafting.numbers) == ["A1", "A2", "A3"]
    view.back()
    view.open_page("campaign")
    campaign = view.page()
    assert isinstance(campaign, CampaignPage)
    read(qtbot, campaign)
    campaign.draft.click()
    drafting = view.page()
    assert isinstance(drafting, DraftingPage)
    read(qtbot, drafting)
    assert drafting.table.ticks.ticked() == ("A1", "A3")
