"""At start: what became of the acts that power or a crash left without an outcome."""

import datetime as dt
import logging
from typing import assert_never

import msgspec

from kiosk.domain.ids import ItemId
from kiosk.domain.printing import cuts_of
from kiosk.domain.sheets import noted_job
from kiosk.domain.submission import InterruptedSlip, ItemState, KeptItem
from kiosk.errors import KioskError
from kiosk.ports import ActKind, DocumentPrinter, Doorbell, ReceiptPrinter, Resolver
from kiosk.steps.sheets import note_sheets
from kiosk.steps.slip import note
from offline_queue.journal import Act, SqliteJournal
from offline_queue.outbox import SqliteOutbox

log = logging.getLogger(__name__)
UNKNOWN = "unknown_after_restart"
CAME_OUT = "came_out"
NOT_OUT = "not_out"
NOTHING_KEPT = "nothing_kept"
NOT_TAKEN_IN = frozenset({ItemState.AWAITING_PAYMENT, ItemState.CANCELLED})
"""Of these a stub would say too much."""
NO_NUMBER = "without a number"
UNSURE = frozenset({UNKNOWN, NOT_OUT})
"""A paper of which something may hang in the printer."""


class Answer(msgspec.Struct, frozen=True):
    """What the journal is told of an act."""

    outcome: str
    by: Resolver
    sentence: str


class ActRecovery:
    """The port `Recovery`: asks the printer about papers and the disk about money; prints nothing again."""

    def __init__(
        self,
        journal: SqliteJournal,
        outbox: SqliteOutbox,
        doorbell: Doorbell,
        printer: ReceiptPrinter | None,
        document_printer: DocumentPrinter | None = None,
    ) -> None:
        self._journal = journal
        self._outbox = outbox
        self._doorbell = doorbell
        self._printer = printer
        self._document_printer = document_printer

    def resolve(self) -> tuple[InterruptedSlip, ...]:
        try:
            return self._resolve()
        except KioskError:
            log.exception("the journal can't be answered now: what is open is asked about at the next start")
            return ()

    def _resolve(self) -> tuple[InterruptedSlip, ...]:
        acts = self._journal.open_acts()
        if not acts:
            return self._unprinted()
        cuts = self._cuts(acts)
        answers = [(act, answer) for act in acts if (answer := self._answer(act, cuts)) is not None]
        for act, answer in answers:
            level, stub = logging.WARNING if answer.outcome in UNSURE else logging.INFO, act.stub or NO_NUMBER
            log.log(level, "act %d, %s %s: %s", act.act, act.kind, stub, answer.sentence)
            self._journal.end(act.act, answer.outcome, by=answer.by, sentence=answer.sentence)
            self._forget(act)
        unsure = [(act, answer) for act, answer in answers if answer.outcome in UNSURE and on_the_roll(act)]
        if unsure:
            self._sever(unsure[-1][0])
        cut_short = tuple(slip for act, answer in unsure if (slip := self._slip(act, answer)) is not None)
        return (*cut_short, *self._unprinted())

    def _cuts(self, acts: tuple[Act, ...]) -> int | None:
        """Ask the printer for its count, once, when there is one to compare with."""
        asked = self._printer is not None and any(cuts_of(act.mark) is not None for act in acts)
        return self._printer.cuts() if asked and self._printer is not None else None

    def _answer(self, act: Act, cuts: int | None) -> Answer | None:
        """Return what can be said of an act; None leaves it open, for somebody else to ask about."""
        if act.kind not in set(ActKind):
            log.warning("act %d is of a kind that this version does not know: %s", act.act, act.kind)
            return None
        kind = ActKind(act.kind)
        match kind:
            case ActKind.PRINT:
                return of_print(act, cuts, boot=self._journal.boot)
            case ActKind.DOCUMENT:
                return self._of_sheets(act)
            case ActKind.CUT:
                sentence = "the terminal stopped while it was cutting off what hung there: it is cut again"
                return Answer(UNKNOWN, Resolver.RECOVERY, sentence)
            case ActKind.PAY | ActKind.CHARGE:
                return self._of_money(act)
            case _:
                assert_never(kind)

    def _of_sheets(self, act: Act) -> Answer | None:
        """Ask the document printer what became of its job; what is not over is cancelled there."""
        job = noted_job(act.act, act.mark)
        if job is None or self._document_printer is None:
            why = "no document printer is configured" if job is not None else "its job has no name"
            return Answer(UNKNOWN, Resolver.RECOVERY, f"{why}: it may have come out")
        outcome = self._document_printer.settle(job.name, job.pages)
        return Answer(*note_sheets(outcome)) if outcome is not None else None

    def _of_money(self, act: Act) -> Answer | None:
        item = ItemId(act.subject)
        try:
            state = self._outbox.look(item).state
        except KeyError:
            return Answer(NOTHING_KEPT, Resolver.RECOVERY, "the queue has no such item: nobody could pay")
        if state is ItemState.AWAITING_PAYMENT:
            log.info("order %s is left to the sync process", act.stub)
            self._outbox.leave_to_sync(item)
            self._doorbell.ring()
            return None
        outcome = "closed" if state is ItemState.CANCELLED else "settled"
        return Answer(outcome, Resolver.RECOVERY, f"the queue has its item as {state}")

    def _forget(self, act: Act) -> None:
        """Let the print server forget a document, now that the journal has its outcome."""
        job = noted_job(act.act, act.mark) if act.kind == ActKind.DOCUMENT else None
        if job is not None and self._document_printer is not None:
            self._document_printer.forget(job.name)

    def _sever(self, act: Act) -> None:
        """Cut off what may hang in the printer, so that the next resident's slip begins clean."""
        if self._printer is None:
            return
        number = self._journal.begin(ActKind.CUT, act.subject, stub=act.stub)
        outcome, by, sentence = note(self._printer.sever())
        self._journal.end(number, outcome, by=by, sentence=sentence)

    def _slip(self, act: Act, answer: Answer) -> InterruptedSlip | None:
        """Return what can be offered to the resident; None for a paper that promised nothing."""
        if act.kind != ActKind.PRINT or not act.stub:
            return None
        try:
            kept = self._outbox.look(ItemId(act.subject))
        except KeyError:
            return None
        if kept.state in NOT_TAKEN_IN:
            return None
        return self._interrupted(kept, act.began_at, known_void=answer.outcome == NOT_OUT)

    def _unprinted(self) -> tuple[InterruptedSlip, ...]:
        """Return the newest submission when the stop came before its slip was even begun."""
        item = self._outbox.newest_unprinted()
        if item is None:
            return ()
        kept = self._outbox.look(item)
        return (self._interrupted(kept, kept.created_at, known_void=True),)

    def _interrupted(self, kept: KeptItem, began_at: dt.datetime, *, known_void: bool) -> InterruptedSlip:
        matter = self._outbox.matter(kept.id)
        return InterruptedSlip(self._outbox.signed(kept), matter, began_at, known_void=known_void)


def on_the_roll(act: Act) -> bool:
    """Say whether an act was about the receipt printer's paper."""
    return act.kind in (ActKind.PRINT, ActKind.CUT)


def of_print(act: Act, cuts: int | None, *, boot: str) -> Answer:
    """Say whether a slip came out, by the printer's count of cuts before the act and now. Pure.

    A printer writes its count down now and then: after a power cut it may be one behind (Epson, GS g 2), so
    that 'the same as before' is only believed within one boot.
    """
    before = cuts_of(act.mark)
    if before is None or cuts is None:
        why = "the printer counts no cuts" if before is None else "the printer could not be asked"
        return Answer(UNKNOWN, Resolver.RECOVERY, f"{why}: it may have come out")
    told = f"the printer counted {before} cuts before it, {cuts} now"
    if cuts == before + 1:
        return Answer(CAME_OUT, Resolver.PRINTER, f"{told}: it came out")
    if before - 1 <= cuts <= before and act.boot == boot:  # one less: stopped while freeing the paper for it
        return Answer(NOT_OUT, Resolver.PRINTER, f"{told}: it did not come out whole and never will")
    return Answer(UNKNOWN, Resolver.RECOVERY, f"{told}: it may have come out")
