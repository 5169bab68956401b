"""The users of the store, whose names and roles are audited."""

from __future__ import annotations

from ipdesk.store import audit, users
from ipdesk.store.users import User
from ipdesk.store.workspace import Workspace
from tests.conftest import SetClock


def test_users_are_added_revoked_and_let_in_again(workspace: Workspace, clock: SetClock) -> None:
    since = workspace.now()
    assert users.listed(workspace.db) == [User("李明", "officer", True, since)]
    clock.forward(days=1)
    with workspace.write() as writing:
        users.put(writing, "王芳", "reader")
    with workspace.write() as writing:
        users.revoke(writing, "王芳")
    assert users.find(workspace.db, "王芳") == User("王芳", "reader", False, workspace.now())
    first = workspace.now()
    clock.forward(days=1)
    with workspace.write() as writing:
        users.put(writing, "王芳", "auditor")
    assert users.listed(workspace.db)[1] == User("王芳", "auditor", True, first)
    assert users.find(workspace.db, "赵敏") is None
    acts = [(each.act, each.values) for each in audit.entries(workspace.db)][:3]
    assert acts == [
        ("user-add", {"user": "王芳", "role": "auditor"}),
        ("user-revoke", {"user": "王芳"}),
        ("user-add", {"user": "王芳", "role": "reader"}),
    ]
