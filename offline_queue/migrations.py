"""How the database grew, step by step, by sqlite-utils; a released step is never changed."""

import sqlite3
from importlib.resources import files

SCHEMA_VERSION = 7
"""PRAGMA user_version of a database that needs nothing more: it spares a start the import of sqlite-utils."""


def up_to_date(connection: sqlite3.Connection) -> bool:
    """Return whether every step has been taken."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version >= SCHEMA_VERSION


def migrate(connection: sqlite3.Connection) -> None:
    """Take every step that is missing, each in a transaction of its own.

    A step that makes a table anew needs foreign keys to be off: they are checked when all steps are taken.
    """
    from sqlite_utils import Database  # noqa: PLC0415 75 ms: only a database that needs a step pays them
    from sqlite_utils.migrations import Migrations  # noqa: PLC0415 as above

    steps = Migrations("offline_queue")

    @steps(name="0001_first")
    def first(database: Database) -> None:
        _run(database.conn, "schema.sql")
        database.conn.execute("PRAGMA user_version = 1")

    @steps(name="0002_fewer_pages_a_commit")
    def fewer_pages(database: Database) -> None:
        _run(database.conn, "schema_2.sql")
        database.conn.execute("PRAGMA user_version = 2")

    @steps(name="0003_answers_of_acts")
    def answers(database: Database) -> None:
        for column in ("mark", "boot", "resolved_by", "sentence"):
            database.conn.execute(f"ALTER TABLE act ADD COLUMN {column} TEXT NOT NULL DEFAULT ''")
        database.conn.execute("PRAGMA user_version = 3")

    @steps(name="0004_retention")
    def retention(database: Database) -> None:
        _run(database.conn, "schema_retention.sql")
        database.conn.execute("PRAGMA user_version = 4")

    @steps(name="0005_attachments")
    def attachments(database: Database) -> None:
        _run(database.conn, "schema_attachments.sql")
        database.conn.execute("PRAGMA user_version = 5")

    @steps(name="0006_when_it_was_heard")
    def heard(database: Database) -> None:
        _run(database.conn, "schema_heard.sql")
        database.conn.execute("PRAGMA user_version = 6")

    @steps(name="0007_whose_it_is")
    def holder(database: Database) -> None:
        _run(database.conn, "schema_holder.sql")
        database.conn.execute("PRAGMA user_version = 7")

    steps.apply(Database(connection, execute_plugins=False))


def _run(connection: sqlite3.Connection, name: str) -> None:
    """Run a file's statements one by one: `executescript` would commit the step's transaction first."""
    script = files("offline_queue").joinpath(name).read_text(encoding="utf-8")
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            connection.execute(statement)
            statement = ""
