"""Content above what this installation may hold: sealed at once, purged on an order by two people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ipdesk.model.errors import Refused, keeping
from ipdesk.model.kinds import Rows
from ipdesk.model.record import is_content
from ipdesk.model.register import Register
from ipdesk.model.text import N_, Message
from ipdesk.store import (
    answered,
    asides,
    docket,
    exports,
    imprints,
    indexes,
    ledgers,
    protected,
    quarters,
    report_templates,
    search,
    views,
)
from ipdesk.store.columns import (
    column_fields,
    keyed_fields,
    own_columns,
    own_fields,
    row_fields,
    rows_table,
    to_column,
)
from ipdesk.store.database import Database, plain_errors, row, rows, value
from ipdesk.store.records import no_record
from ipdesk.store.writing import Writing


@dataclass(frozen=True, slots=True)
class Order:
    """A purge order (销毁令): its number and day, the reason, and who gave it."""

    number: str
    day: str
    reason: str
    ordered_by: str


@dataclass(frozen=True, slots=True)
class Traces:
    """Where content that was purged here still lies: export files and backups made while it was held."""

    exports: tuple[dict[str, Any], ...]
    backups: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Sealed:
    """A sealed record by its number: who sealed it when, and the order to purge it, if one was given.

    `purged_by` is the second person of an order that was carried out, "" before; then `traces` says where the
    content still lies.
    """

    register: str
    number: str
    by: str
    at: str
    order: Order | None
    purged_by: str
    purged_at: str
    traces: Traces | None


def seal(writing: Writing, register: Register, entry: int, uuid: str, number: str, reason: str) -> None:
    """Seal a record: from now on only its number and state are shown, and no search finds it."""
    db = writing.db
    db.execute("update entries set sealed = 1, revision = revision + 1 where id = ?", [entry])
    indexes.remove(db, entry)
    docket.forget(db, entry)
    answered.forget(db, entry)
    imprints.forget(db, entry)
    asides.forget(db, entry)
    writing.note("seal", {"reason": reason}, register.name, number, uuid)


def sealed(db: Database) -> list[Sealed]:
    """Return every sealed record, newest seal first, once for each order that waits; purged ones come last."""
    sql = """
        select e.id, e.register, e.number, a.actor, a.at, o.number, o.day, o.reason, o.ordered_by,
               coalesce(o.confirmed_by, ''), coalesce(o.confirmed_at, '')
        from entries e
        left join audit a on a.seq = (select max(seq) from audit where subject = e.uuid and act = 'seal')
        left join purge_orders o on o.entry = e.id and (o.confirmed_by is not null or not exists
          (select 1 from purge_orders done where done.entry = e.id and done.confirmed_by is not null))
        where e.sealed = 1
        order by o.confirmed_by is not null, a.seq desc, o.id"""
    found = []
    for entry, register, number, by, at, *order, purged_by, purged_at in rows(db, sql):
        given = Order(*order) if order[0] is not None else None
        traces = traces_of(db, entry) if purged_by else None
        found.append(Sealed(register, number, by or "", at or "", given, purged_by, purged_at, traces))
    return found


def sealed_by(db: Database, uuid: str) -> str:
    """Return who sealed a record last; "" when nobody did."""
    found = value(
        db, "select actor from audit where subject = ? and act = 'seal' order by seq desc limit 1", [uuid]
    )
    return str(found or "")


def unseal(writing: Writing, register: Register, entry: int, uuid: str, number: str, reason: str) -> None:
    """Open a record that was sealed by mistake: it is shown and found again."""
    writing.db.execute("update entries set sealed = 0, revision = revision + 1 where id = ?", [entry])
    writing.index_again(register, entry)
    writing.note("unseal", {"reason": reason}, register.name, number, uuid)


def sealed_entry(writing: Writing, register: Register, number: str) -> tuple[int, str]:
    """Return the id and UUID of a sealed record. Raises NotFound, or Refused for one that is not sealed."""
    sql = "select id, uuid, sealed from entries where register = ? and number = ?"
    found = row(writing.db, sql, [register.name, number])
    if found is None:
        raise no_record(register, number)
    if not found[2]:
        raise Refused(
            Message(N_("{number} is not sealed; only sealed records are purged or opened."), number=number),
            Message(N_("Seal it first and call the security officer.")),
        )
    return int(found[0]), str(found[1])


def pending_order(db: Database, entry: int, number: str) -> Order | None:
    """Return an order that waits for its second person."""
    sql = "select number, day, reason, ordered_by from purge_orders where entry = ? and number = ? and confirmed_by is null"
    found = row(db, sql, [entry, number])
    return Order(*found) if found else None


def carried_out(db: Database, entry: int) -> Order | None:
    """Return the order under which a record was purged, if it was."""
    sql = "select number, day, reason, ordered_by from purge_orders where entry = ? and confirmed_by is not null"
    found = row(db, sql, [entry])
    return Order(*found) if found else None


def record_order(writing: Writing, entry: int, order: Order) -> None:
    """Record an order as given by its first person."""
    writing.db.execute(
        "insert into purge_orders(entry, number, day, reason, ordered_by, ordered_at) values (?, ?, ?, ?, ?, ?)",
        [entry, order.number, order.day, order.reason, order.ordered_by, writing.at],
    )


def purge(writing: Writing, register: Register, entry: int, uuid: str, order: Order) -> Traces:
    """Erase everything the store holds of a record but its number, its state and the chain of acts."""
    db = writing.db
    traces = traces_of(db, entry)
    number = value(db, "select number from entries where id = ?", [entry])
    content = _content(db, register, entry)
    views.forget(db, content)
    ledgers.forget(db, content)
    report_templates.forget(db, content)
    exports.forget_options(db, entry)
    _blank(db, register, entry)
    db.execute("delete from links where source = ?", [entry])
    for table in ("mentions", "bands", "drafts", "import_rows"):
        db.execute(f"delete from {table} where entry = ?", [entry])
    search.forget(db, entry)
    docket.forget(db, entry)
    answered.forget(db, entry)
    imprints.forget(db, entry)
    asides.forget(db, entry)
    quarters.forget(db, entry, content)
    protected.forget(db, entry)
    _erase_attachments(db, entry)
    db.execute("insert into purging(subject) values (?)", [uuid])
    db.execute("delete from audit_values where seq in (select seq from audit where subject = ?)", [uuid])
    db.execute("delete from purging")
    db.execute(
        "update purge_orders set confirmed_by = ?, confirmed_at = ? where entry = ? and number = ?",
        [writing.actor, writing.at, entry, order.number],
    )
    values = {
        "order": order.number,
        "day": order.day,
        "ordered_by": order.ordered_by,
        "confirmed_by": writing.actor,
    }
    writing.note("purge", values, register.name, number, uuid)
    return traces


def traces_of(db: Database, entry: int) -> Traces:
    """Return the exports that hold a record and the backups made since it came."""
    left = rows(
        db,
        "select x.serial, x.at, x.user, x.name from exports x join export_entries n using (serial)"
        " where n.entry = ? order by x.serial",
        [entry],
    )
    # What was backed up after a purge no longer holds the content.
    backups = rows(
        db,
        "select at, user, place from backups where at >= (select created from entries where id = ?) and at <= coalesce("
        "(select confirmed_at from purge_orders where entry = ? and confirmed_by is not null), at) order by at",
        [entry, entry],
    )
    return Traces(
        tuple({"serial": each[0], "at": each[1], "user": each[2], "file": each[3]} for each in left),
        tuple({"at": each[0], "user": each[1], "place": each[2]} for each in backups),
    )


def forget_old_pages(db: Database) -> None:
    """Fold the write-ahead log in, where old pages would otherwise stay until later."""
    with keeping(), plain_errors():
        db.execute("pragma wal_checkpoint(truncate)").fetchall()


def _content(db: Database, register: Register, entry: int) -> list[str]:
    """Return the title of a record and every text of its content, child rows included."""
    texts = [str(value(db, "select title from entries where id = ?", [entry]))]
    own = [each.name for each in own_fields(register) if is_content(each.kind)]
    tables = [(register.name, "id", own)]
    for each in row_fields(register):
        assert isinstance(each.kind, Rows)
        inner = [cell.name for cell in column_fields(each.kind.of) if is_content(cell.kind)]
        tables.append((rows_table(register, each.name), "record", inner))
    for table, key, names in tables:
        columns = ", ".join(f'"{name}"' for name in names) or "''"
        for cells in rows(db, f'select {columns} from "{table}" where {key} = ?', [entry]):
            texts += [str(cell) for cell in cells if cell]
    return texts


def _blank(db: Database, register: Register, entry: int) -> None:
    cells = {each.name: to_column(each.kind, each.empty) for each in own_columns(register)}
    cells |= {f"{each.name}_key": "" for each in keyed_fields(register)}
    names = ", ".join(f'"{name}" = ?' for name in cells)
    db.execute(f'update "{register.name}" set {names} where id = ?', [*cells.values(), entry])
    for each in row_fields(register):
        db.execute(f'delete from "{rows_table(register, each.name)}" where record = ?', [entry])
    # The marking of what was here stays with the number; the title and the words about it do not.
    db.execute(
        "update entries set title = '', title_key = '', day = null, classification_basis = '', classified_by = '',"
        " sealed = 1 where id = ?",
        [entry],
    )


def _erase_attachments(db: Database, entry: int) -> None:
    files = [each[0] for each in rows(db, "select distinct file from attachments where entry = ?", [entry])]
    db.execute("delete from attachments where entry = ?", [entry])
    for file in files:
        if value(db, "select 1 from attachments where file = ?", [file]) is None:
            db.execute("delete from chunks where file = ?", [file])
            db.execute("delete from files where id = ?", [file])
