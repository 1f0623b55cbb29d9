"""A resident's finger on the form: each kind of answer by the touches that it takes."""

import datetime as dt
from collections.abc import Callable, Mapping
from functools import partial
from typing import assert_never

from kiosk.catalogue.divisions import Branch, below, is_enough, leading_to, parted, whole
from kiosk.domain.field import Field, FieldKind
from kiosk.domain.form import cell_field, first_day, next_field, prefill
from kiosk.domain.matter import Matter
from kiosk.domain.payment import yuan
from kiosk.domain.session import Session
from kiosk.domain.values import read_many, read_person, read_table
from kiosk.errors import KioskError
from ui.conductor import Conductor
from ui.pointer import Pointer

ROWS_S = 10.0
PAGE_S = 5.0
TEN = 10


INSTEAD = {
    FieldKind.PHONE: "19000000001",
    FieldKind.DATE: "2020-01-01",
    FieldKind.NUMBER: "12",
    FieldKind.MONEY: "10000",
    FieldKind.ACCOUNT: "9900000000000002",
    FieldKind.PLATE: "浙A00001",
    FieldKind.ADDRESS: "浙江省杭州市萧山区样例街道示范路1号",
}
"""What is typed where a library would have filled a field in, had the centre been reached; else WORDS."""
WORDS = "样例街道示范路1号"


def _instead(session: Session, field: Field) -> str | None:
    unknown = session.records is not None and not session.records.reached
    of_a_library = field.prefill is not None and not field.prefill.startswith("identity.")
    return INSTEAD.get(field.kind, WORDS)[: field.max_length] if unknown and of_a_library else None


class Answering:
    """Gives the answers of one walk, as `kiosk.domain.values` writes them; a pick's is the row's number."""

    def __init__(
        self, pointer: Pointer, conductor: Conductor, matter: Matter, answers: Mapping[str, str | int]
    ) -> None:
        self._pointer = pointer
        self._conductor = conductor
        self._matter = matter
        self._answers = answers

    def give(self, session: Session) -> None:
        """Answer the question that stands on the page; none is given where none is named."""
        field = next_field(session.matter or self._matter, session.answers)
        if field is None:
            return
        answer = self._answers.get(field.id, _instead(session, field))
        if field.kind is FieldKind.PICK:
            if self._pick(int(answer or 0)):
                self._go_on()
            return
        if answer == "":
            self._leave_out()
        elif answer is not None and self._to_be_written(session, field, str(answer)):
            self._write(field, str(answer))
        self._go_on()

    def _to_be_written(self, session: Session, field: Field, answer: str) -> bool:
        """Return whether the page asks: what is known already stands, unless it is another answer's."""
        if not self._pointer.wait(self._asks, timeout_s=PAGE_S) or not self._pointer.shows("edit"):
            return True
        known = None
        if session.identity is not None and session.records is not None:
            known = prefill(field, session.identity, session.records)
        if known is not None and known.value == answer:
            return False
        self._pointer.tap("edit")
        return True

    def _asks(self) -> bool:
        return self._pointer.shows("edit") or self._pointer.shows("way")

    def _go_on(self) -> None:
        self._pointer.tap("action")

    def _pick(self, row: int) -> bool:
        """Touch a row of a lookup; return whether it is asked on: without a row a matter may end."""
        self._wait(self._rows_or_end, ROWS_S, "the rows to pick from")
        rows = self._conductor.offered
        if not rows:
            return rows is not None
        if row >= len(rows):
            raise KioskError("no_such_row", f"row {row} is to be picked, and there are {len(rows)}")
        self._pointer.tap(f"option_{rows[row].id}")
        return True

    def _rows_or_end(self) -> bool:
        session = self._conductor.session
        return self._conductor.offered is not None or session is None or session.ended is not None

    def _write(self, field: Field, answer: str) -> None:
        match field.kind:
            case FieldKind.TEXT | FieldKind.LONG_TEXT:
                self._type(answer)
            case FieldKind.NUMBER | FieldKind.ACCOUNT:
                self._press("digit", answer)
            case FieldKind.PHONE:
                self._press("digit", answer.replace("-", ""))
            case FieldKind.MONEY:
                self._press("digit", yuan(int(answer)))
            case FieldKind.DATE:
                self._turn(field, dt.date.fromisoformat(answer))
            case FieldKind.CHOICE | FieldKind.MANY:
                for value in read_many(answer):
                    self._pointer.tap(f"option_{value}")
            case FieldKind.ADDRESS:
                self._place(answer)
            case FieldKind.PERSON:
                self._person(answer)
            case FieldKind.PLATE:
                self._press("key_", answer)
            case FieldKind.TABLE:
                self._table(field, answer)
            case FieldKind.PICK | FieldKind.CONSENT:
                pass
            case _:
                assert_never(field.kind)

    def _leave_out(self) -> None:
        """Give no answer, in place of what is known too."""
        self._wait(self._asks, PAGE_S, "the question")
        if self._pointer.shows("edit"):
            self._pointer.tap("edit")
        if self._pointer.shows("clear"):
            self._pointer.tap("clear")
        elif self._pointer.shows("input"):
            self._type("")

    def _type(self, text: str) -> None:
        self._pointer.tap("input")
        self._pointer.type(text)

    def _press(self, keys: str, text: str) -> None:
        if self._pointer.shows("clear"):
            self._pointer.tap("clear")
        for character in text:
            self._pointer.tap(f"{keys}{character}")

    def _turn(self, field: Field, wanted: dt.date) -> None:
        """Turn year, month and day to the day wanted, the day last: it may not exist before."""
        shown = first_day(field, self._conductor.today)
        for part in ("year", "month", "day"):
            by = getattr(wanted, part) - getattr(shown, part)
            way = f"{part}{'Up' if by > 0 else 'Down'}"
            tens, ones = divmod(abs(by), TEN) if part == "year" else (0, abs(by))
            for name in (*[f"{way}Ten"] * tens, *[way] * ones):
                self._pointer.tap(name)

    def name(self, answer: str) -> None:
        """Name somebody: name, then number."""
        self._person(answer)

    def _person(self, answer: str) -> None:
        other = read_person(answer)
        self._type(other.name)
        self._go_on()
        self._wait(lambda: self._pointer.shows("digit0"), PAGE_S, "the pad for the number")
        self._press("digit", other.number)

    def _place(self, answer: str) -> None:
        """Choose the divisions and type the rest; all of it by hand where the tree does not know them."""
        path, rest = parted(answer)
        if not is_enough(path):
            self._pointer.tap("second")
            self._wait(lambda: self._pointer.shows("input"), PAGE_S, "the box for the address")
            self._type(answer)
            return
        self._choose(path)
        self._wait(lambda: self._pointer.shows("input"), PAGE_S, "the box for road and number")
        self._type(rest)

    def _choose(self, path: Branch) -> None:
        """Touch one division after the other, from where the page begins: the terminal's own district."""
        stands = leading_to(self._matter.code[2:8])
        common = 0
        while common < min(len(stands), len(path)) and stands[common] == path[common]:
            common += 1
        if common < len(stands):
            self._pointer.tap(f"crumb{common}")
        stands = path[:common]
        while len(stands) < len(path):
            step = path[len(stands)]
            self._pointer.tap(f"place_{step.code}")
            stands = whole((*stands, step))
        if below(path):
            self._go_on()

    def _table(self, field: Field, answer: str) -> None:
        for row in read_table(answer) or ():
            self._pointer.tap("addRow")
            for column, cell in zip(field.columns, row, strict=True):
                asked = cell_field(field, column)
                self._wait(partial(self._pointer.shows, _way(asked)), PAGE_S, "a cell of the table")
                self._write(asked, cell)
                self._go_on()
            self._wait(lambda: self._pointer.shows("addRow") or self._full(field), PAGE_S, "the table")

    def _full(self, field: Field) -> bool:
        return self._pointer.shows("removeRow0") and field.most is not None

    def _wait(self, until: Callable[[], bool], seconds: float, what: str) -> None:
        if not self._pointer.wait(until, timeout_s=seconds):
            raise KioskError("walk_waited", f"waited {seconds:g} s for {what}")


def _way(field: Field) -> str:
    """Return what is shown once a cell of that kind is asked."""
    match field.kind:
        case FieldKind.TEXT:
            return "input"
        case FieldKind.CHOICE:
            return f"option_{field.options[0].value}"
        case _:
            return "digit0"
