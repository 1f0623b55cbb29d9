"""What a terminal lives on: the catalogue's version, receipt numbers, and the heartbeat."""

import msgspec
from litestar import get, post
from litestar.params import JSONBody
from sqlalchemy import select
from sqlalchemy.orm import Session

from central.centre import Centre, Service, Signer
from central.kept import remove_expired
from central.sequences import head_seq, missing_seqs
from central.store import counted
from central.tables import AlarmRow, HeartbeatRow, ItemRow, NumberBlockRow, TerminalRow
from central.use import keep_use
from central.watermarks import watermarks
from central.withdrawals import reasons
from kiosk.wire.messages import (
    CatalogueAnswer,
    EpochAnswer,
    EpochRequest,
    Heartbeat,
    HeartbeatAnswer,
    NumberBlock,
)


@get("/v1/catalogue", sync_to_thread=True, tags=["Terminal"], summary="The catalogue in force")
def catalogue(centre: Service) -> CatalogueAnswer:
    """Name the version in force, what is withdrawn with the reason, and how departments' systems are."""
    with centre.store.reading() as session:
        withdrawn = reasons(session)
    return CatalogueAnswer(
        version=centre.catalogues.version, closed=withdrawn, departments=dict(centre.departments)
    )


@post("/v1/numbers", status_code=200, sync_to_thread=True, tags=["Terminal"], summary="Lease receipt numbers")
def lease_numbers(centre: Service, terminal: Signer) -> NumberBlock:
    """Lease a block of receipt numbers; no block is ever leased twice."""
    size = centre.settings.number_block
    prefix = f"SJ{centre.today():%y}"
    with centre.store.writing() as session:
        first = counted(session, f"numbers-{prefix}", by=size)
        session.add(
            NumberBlockRow(
                prefix=prefix, first=first, last=first + size - 1, terminal=terminal, leased_at=centre.clock()
            )
        )
    return NumberBlock(prefix=prefix, first=first, last=first + size - 1)


@post(
    "/v1/heartbeat",
    status_code=200,
    sync_to_thread=True,
    tags=["Terminal"],
    summary="Say how the terminal is",
)
def heartbeat(data: JSONBody[Heartbeat], centre: Service, terminal: Signer) -> HeartbeatAnswer:
    """Keep what the terminal says of itself; give the centre's clock and keys, and what it misses."""
    with centre.store.writing() as session:
        row = session.get(HeartbeatRow, terminal) or HeartbeatRow(terminal=terminal)
        row.at, row.said = centre.clock(), msgspec.to_builtins(msgspec.structs.replace(data, use=()))
        session.add(row)
        keep_use(session, terminal, data.use)
        remove_expired(session, centre.clock())
        own = session.get_one(TerminalRow, terminal)
        own.epoch = max(own.epoch, data.epoch)
        forked = _compare_heads(session, centre, terminal, data)
        missing = missing_seqs(session, terminal, data.epoch, data.head_seq)
        earlier = {epoch: missing_seqs(session, terminal, epoch, seq) for epoch, seq in data.earlier.items()}
        head = head_seq(session, terminal, data.epoch)
        covered = watermarks(session, terminal, centre.keys)
        withdrawn = reasons(session)
    return HeartbeatAnswer(
        time=centre.clock(),
        keys=centre.keys.published(),
        missing=missing,
        missing_earlier={epoch: seqs for epoch, seqs in earlier.items() if seqs},
        head_seq=head,
        forked=forked,
        watermarks=covered,
        catalogue=centre.catalogues.edition(),
        withdrawn=withdrawn,
    )


@post(
    "/v1/epochs",
    status_code=200,
    sync_to_thread=True,
    tags=["Terminal"],
    summary="Begin a chain anew on a disk that was restored or doubled",
)
def open_epoch(data: JSONBody[EpochRequest], centre: Service, terminal: Signer) -> EpochAnswer:
    """Give an epoch that no chain of this terminal ever had, and raise an alarm: two disks may be at work."""
    with centre.store.writing() as session:
        own = session.get_one(TerminalRow, terminal)
        own.epoch = max(own.epoch, data.epoch) + 1
        here = head_seq(session, terminal, data.epoch)
        detail = f"{data.epoch}/{data.head_seq}, here {here}: goes on as epoch {own.epoch}"
        session.add(AlarmRow(at=centre.clock(), terminal=terminal, kind="disk_restored", detail=detail))
        return EpochAnswer(epoch=own.epoch)


def _compare_heads(session: Session, centre: Centre, terminal: str, data: Heartbeat) -> bool:
    """Raise an alarm and return True when the terminal's last item is another here."""
    place = select(ItemRow).where(
        ItemRow.terminal == terminal, ItemRow.epoch == data.epoch, ItemRow.seq == data.head_seq
    )
    row = session.scalars(place).one_or_none()
    forked = row is not None and row.chain_sha256 != data.head_hash
    if forked:
        detail = f"{data.epoch}/{data.head_seq}: the terminal's head differs from what came"
        session.add(AlarmRow(at=centre.clock(), terminal=terminal, kind="head_differs", detail=detail))
    return forked
