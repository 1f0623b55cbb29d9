"""The database behind the centre: transactions that read, and transactions that write."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from sqlalchemy import Connection, Engine, create_engine, event, insert
from sqlalchemy import Table as SqlTable
from sqlalchemy.orm import Session

import central.case_tables  # noqa: F401 its tables are among those that are made
from central.tables import CounterRow, Table

BUSY_MS = 10_000
LATER = "later"
"""Where a session keeps the rows that are yet to be put into the store."""


class Store:
    """One engine; on SQLite a writer takes its lock when it begins, so that it can't fail half-way."""

    def __init__(self, url: str) -> None:
        self.engine = create_engine(url)
        if self.engine.dialect.name == "sqlite":
            _prepare_sqlite(self.engine)
        self._writer = self.engine.execution_options(writing=True)
        Table.metadata.create_all(self.engine)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Yield a session whose changes are thrown away."""
        with Session(self.engine) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Yield a session that is committed at the end, or rolled back by an error."""
        with Session(self._writer) as session, session.begin():
            yield session
            put_now(session)

    def close(self) -> None:
        """Let every connection go."""
        self.engine.dispose()


def put_later(session: Session, kind: type[Table], **row: object) -> None:
    """Have a row that nobody needs as an object put into the store at the end, with all of its kind."""
    session.info.setdefault(LATER, {}).setdefault(kind, []).append(row)


def put_now(session: Session) -> None:
    """Put such rows into the store, for somebody asks for them."""
    later: dict[type[Table], list[dict[str, object]]] = session.info.pop(LATER, {})
    if later:
        session.flush()  # what they belong to goes first
    for kind, rows in later.items():
        session.execute(insert(cast("SqlTable", kind.__table__)), rows)


def counted(session: Session, name: str, *, by: int = 1) -> int:
    """Return the counter's value before `by` was added to it, beginning with 1."""
    row = session.get(CounterRow, name, with_for_update=True)
    if row is None:
        row = CounterRow(name=name, value=1)
        session.add(row)
    value = row.value
    row.value += by
    session.flush()
    return value


def _prepare_sqlite(engine: Engine) -> None:
    def opened(connection: Any, _record: object) -> None:  # noqa: ANN401 the driver's own class
        connection.isolation_level = None  # the driver's own BEGIN comes too late for IMMEDIATE
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={BUSY_MS}"):
            connection.execute(f"PRAGMA {pragma}")

    def begun(connection: Connection) -> None:
        writing = connection.get_execution_options().get("writing")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    event.listen(engine, "connect", opened)
    event.listen(engine, "begin", begun)
