"""The page of the users: who may open the workspace as what, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QPushButton, QTableView

from ipdesk.gui.add_user_card import AddUserCard
from ipdesk.gui.change_passphrase_card import ChangePassphraseCard
from ipdesk.gui.commands import Command
from ipdesk.gui.context import Context
from ipdesk.gui.dialogs import Dialogs
from ipdesk.gui.labels import wrapped_label
from ipdesk.gui.sheet import Sheet
from ipdesk.gui.tasks import Task, Tasks
from ipdesk.gui.theme import ROW
from ipdesk.gui.users_model import UserRow, UsersModel
from ipdesk.model.errors import Refused
from ipdesk.model.text import N_, Message
from ipdesk.operations import workspaces
from ipdesk.operations.desk import Desk

MOST_ROWS = 12  # shown before the table scrolls
WIDTHS = (160, 110, 110)  # of all columns but the first


class UsersPage(Sheet):
    """Shows only the acts that the person at the desk may do; each says what follows from it."""

    def __init__(self, context: Context, tasks: Tasks, dialogs: Dialogs) -> None:
        super().__init__(context, tasks)
        self._dialogs = dialogs
        self._said: Message | None = None
        label, lab = context.label, context.desk.workspace.profile.name
        self.model = UsersModel(context)
        self.table = QTableView()
        self.add = QPushButton(label(N_("Add user")))
        self.change = QPushButton(label(N_("New passphrase…")))
        self.revoke = QPushButton(label(N_("Revoke…")))
        self.add_card = AddUserCard(context, lab)
        self.change_card = ChangePassphraseCard(context, lab)
        self._note = wrapped_label("", muted=True)
        self._build()
        self._connect()
        self.setFocusProxy(self.table)

    def title(self) -> str:
        """Return the page's name."""
        return self.context.label(N_("Users"))

    def refresh(self) -> None:
        """Read the users again; what is being typed stays."""
        desk, before = self.context.desk, self.user()
        self.model.show_rows(workspaces.list_users(desk))
        self.table.selectRow(self.model.row_of(before.name if before else desk.actor.name))
        rows = min(max(self.model.rowCount(), 2), MOST_ROWS)
        self.table.setFixedHeight(self.table.horizontalHeader().sizeHint().height() + rows * ROW + 4)
        manages = workspaces.may_manage_users(desk)
        self.add.setVisible(manages)
        self.revoke.setVisible(manages)
        self._note.setVisible(not manages)
        self._choose()

    def user(self) -> UserRow | None:
        """Return the user who is selected."""
        index = self.table.currentIndex()
        return self.model.row(index) if index.isValid() else None

    def commands(self) -> Sequence[Command]:
        """Return the acts of this page."""
        return [
            Command(id=f"users.{name}", label=button.text(), run=button.click, enabled=button.isEnabled)
            for name, button in (("add", self.add), ("passphrase", self.change), ("revoke", self.revoke))
            if not button.isHidden()
        ]

    def may_leave(self) -> bool:
        """Stay while work is under way."""
        return not self.is_waiting()

    def _build(self) -> None:
        label = self.context.label
        self.head(self.change, self.revoke, self.add)
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.title())
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().setVisible(False)
        self.table.verticalHeader().setDefaultSectionSize(ROW)
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, width in enumerate(WIDTHS, 1):
            self.table.setColumnWidth(column, width)
        self._note.setText(
            label(
                N_(
                    "Users are added and revoked by whoever manages them; your own passphrase is yours to change."
                )
            )
        )
        for widget in (self._note, self.table, self.add_card, self.change_card):
            self.column.addWidget(widget)
        self.column.addStretch(1)
        for before, after in pairwise((self.table, self.change, self.revoke, self.add)):
            self.setTabOrder(before, after)
        self._show_card(None)

    def _connect(self) -> None:
        self.table.selectionModel().currentRowChanged.connect(self._choose)
        self.add.clicked.connect(self._begin_adding)
        self.change.clicked.connect(self._begin_changing)
        self.revoke.clicked.connect(self._revoke)
        self.add_card.asked.connect(self._add)
        self.change_card.asked.connect(self._change)
        for card in (self.add_card, self.change_card):
            card.back.clicked.connect(self._end)

    def _choose(self, _now: QModelIndex | None = None, _before: QModelIndex | None = None) -> None:
        user, own = self.user(), self.context.desk.actor.name
        mine = user is not None and user.name == own
        there = user is not None and user.active
        self.change.setEnabled(there and (mine or workspaces.may_manage_users(self.context.desk)))
        self.revoke.setEnabled(there and not mine)
        self.revoke.setToolTip(self.context.label(N_("Nobody revokes themselves.")) if mine else "")

    def _show_card(self, card: AddUserCard | ChangePassphraseCard | None) -> None:
        for each in (self.add_card, self.change_card):
            each.setVisible(each is card)
        self.press_on_enter(self.add if card is None else card.go_on)
        self.add.setProperty("primary", card is None)
        self.add.style().polish(self.add)

    def _begin_adding(self) -> None:
        self.outcome.hide()
        self._show_card(self.add_card)
        self.add_card.begin()

    def _begin_changing(self) -> None:
        if user := self.user():
            self.outcome.hide()
            self._show_card(self.change_card)
            self.change_card.begin(user.name)

    def _end(self) -> None:
        self._show_card(None)
        self.table.setFocus()

    def _add(self, name: str, role: str, passphrase: str) -> None:
        said = Message(
            N_("{user} may now open this workspace. Tell the first passphrase in person."), user=name
        )
        self._work(said, lambda desk: workspaces.add_user(desk, name, role, passphrase), self.add_card.refuse)

    def _change(self, name: str, so_far: str, passphrase: str) -> None:
        def work(desk: Desk) -> None:
            workspaces.require_passphrase(desk, so_far)
            workspaces.change_passphrase(desk, name, passphrase)

        self._work(
            Message(N_("The passphrase of {user} is changed."), user=name), work, self.change_card.refuse
        )

    def _revoke(self) -> None:
        user = self.user()
        if user is None:
            return
        question = Message(
            N_("Revoke {user}? They can no longer open this workspace; what they recorded stays. "
               "Whoever kept a copy of its files can still open that copy."),
            user=user.name,
        )  # fmt: skip
        if self._dialogs.decide(self, self.context.say(question), self.context.label(N_("Revoke"))):
            said = Message(N_("{user} can no longer open this workspace."), user=user.name)
            name = user.name
            self._work(said, lambda desk: workspaces.revoke_user(desk, name), self.outcome.refuse)

    def _work(self, said: Message, work: Callable[[Desk], object], failed: Callable[[Refused], None]) -> None:
        """Do work over a connection of its own, then say how it went."""
        desk, self._said = self.context.desk, said

        def over_twin(_task: Task) -> None:
            twin = desk.twin()
            with twin.workspace:
                work(twin)

        self.run(over_twin, self._say_done, failed)

    def _say_done(self, _result: object) -> None:
        if not self.context.is_open():
            return  # the desk was locked meanwhile
        for card in (self.add_card, self.change_card):
            card.passphrase.clear()
        self.change_card.so_far.clear()
        self._end()
        self.refresh()
        if self._said is not None:
            self.outcome.say(self.context.say(self._said))
        self.context.changed.emit()
