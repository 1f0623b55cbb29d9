"""`kiosk queue`: what the outbox holds, by header; seals are not opened, and can't be here."""

import argparse
from pathlib import Path

import msgspec

from kiosk.bootstrap import known_now, open_queue, open_queue_to_read
from kiosk.cli.output import Exit, Output
from kiosk.clock import SystemClock
from kiosk.config import Config, load
from kiosk.config_path import config_path
from kiosk.domain.ids import ItemId
from kiosk.domain.submission import ItemState
from kiosk.errors import ConfigurationError, KioskError
from kiosk.gateway import credentials
from kiosk.wire.bundle import verify_bundle
from kiosk.wire.sealer import Sealer
from offline_queue.attachments import beside
from offline_queue.carried import NOTHING_CARRIED, Carried
from offline_queue.commands import (
    queue_attended,
    queue_export,
    queue_incidents,
    queue_limits,
    queue_list,
    queue_retry,
    queue_show,
    queue_stats,
)
from offline_queue.digest import Report
from offline_queue.doorbell import SocketDoorbell
from offline_queue.limits import Level, sentence
from offline_queue.rows import Row
from offline_queue.wipe import wipe


def stats(options: argparse.Namespace, output: Output) -> Exit:
    """Print how full the outbox is and how old."""
    config, now = _config(options), SystemClock().now()
    path = Path(config.queue.path)
    with open_queue_to_read(config) as database:
        found, findings = queue_stats(database, now), queue_limits(database, now, path)
        carried = Carried(path).stats()
    values = {name: getattr(found, name) for name in found.__struct_fields__}
    values["head_hash"] = found.head_hash.hex()
    values["digest"] = msgspec.to_builtins(found.digest)
    values["limits"] = msgspec.to_builtins(findings)
    values["carried"] = msgspec.to_builtins(carried)
    words = (
        f"{found.unsent} unsent (the oldest {found.oldest_unsent_s} s), {found.quarantined} quarantined, "
        f"head {found.epoch}/{found.head_seq}, {found.numbers_left} numbers left"
    )
    near = [f"{one.level}: {sentence(one)}" for one in findings if one.level is not Level.WELL]
    if carried != NOTHING_CARRIED:
        near.append(f"bundles of other terminals: {carried.waiting} not sent, {carried.refused} refused")
    output.row(values, "\n".join((words, *near)))
    return Exit.DONE


def incidents(options: argparse.Namespace, output: Output) -> Exit:
    """Print what befell the queue's disk and nobody has attended to."""
    with open_queue_to_read(_config(options)) as database:
        found = queue_incidents(database)
    for one in found:
        output.row(msgspec.structs.asdict(one), f"{one.code}: {one.sentence}")
    return Exit.DONE


def attend(options: argparse.Namespace, output: Output) -> Exit:
    """Forget the incidents: somebody has seen to them."""
    with open_queue(_config(options)) as database:
        count = queue_attended(database, options.done)
    output.row({"incidents": count}, f"{count} incidents are attended to")
    return Exit.DONE


def list_items(options: argparse.Namespace, output: Output) -> Exit:
    """Print the items in the order in which they were put."""
    state = _state(options.state)
    with open_queue_to_read(_config(options)) as database:
        after = 0
        while page := queue_list(database, state=state, after=after):
            for row in page:
                output.row(as_values(row), as_words(row))
            after = page[-1].position
    return Exit.DONE


def show(options: argparse.Namespace, output: Output) -> Exit:
    """Print one item by id or receipt number."""
    with open_queue_to_read(_config(options)) as database:
        row = queue_show(database, options.id)
    output.row(as_values(row), as_words(row))
    return Exit.DONE


def retry(options: argparse.Namespace, output: Output) -> Exit:
    """Send a quarantined item again."""
    with open_queue(_config(options)) as database:
        row = queue_retry(database, ItemId(options.id), options.because)
    output.row(as_values(row), as_words(row))
    return Exit.DONE


def digest(options: argparse.Namespace, output: Output) -> Exit:
    """Compare every epoch with the centre; a line an epoch, not done when the centre can't be asked."""
    from kiosk.sync_process import open_sync  # noqa: PLC0415 nothing else here asks the centre

    with open_sync(_config(options)) as process:
        done = process.digest()
    if not isinstance(done, Report):
        raise KioskError("queue_digest", f"the centre did not compare: {done}")
    for epoch in done.epochs:
        values = {"at": done.at, **msgspec.to_builtins(epoch)}
        named = (("again", "sent again"), ("gone", "gone"), ("forked", "forked"), ("unknown", "unknown here"))
        differs = [f"{len(values[name])} {words}: {values[name]}" for name, words in named if values[name]]
        words = (
            f"epoch {epoch.epoch}, {epoch.first} to {epoch.last}: {'; '.join(differs) or 'both ends agree'}"
        )
        output.row(values, words)
    return Exit.DONE


def export(options: argparse.Namespace, output: Output) -> Exit:
    """Write the signed bundle."""
    config = _config(options)
    enrolled = credentials.load(Path(config.platform.credentials))
    with open_queue_to_read(config) as database:
        known = known_now(database, enrolled)
        now, sealer = SystemClock().now(), Sealer(known.own)
        count = queue_export(database, sealer, Path(options.file), now, received=options.received)
    output.row({"file": options.file, "items": count}, f"{count} items written to {options.file}")
    return Exit.DONE


def carry(options: argparse.Namespace, output: Output) -> Exit:
    """Keep another terminal's bundle beside the queue and wake the sync process."""
    config = _config(options)
    data = _bytes_of(options.file)
    with open_queue(config) as database:
        bundle = Carried(database.path).take_over(data, beside(Path(options.file)))
        SocketDoorbell(database.path).ring()
    values = {"file": options.file, "terminal": bundle.terminal, "items": len(bundle.items)}
    words = f"{len(bundle.items)} items of {bundle.terminal} are kept here until the centre has them"
    output.row(values, words)
    return Exit.DONE


def wipe_queue(options: argparse.Namespace, output: Output) -> Exit:
    """Remove the queue's files; refused while they hold what is nowhere else."""
    config = _config(options)
    known = credentials.load(Path(config.platform.credentials))
    data = _bytes_of(options.exported) if options.exported else None
    exported = verify_bundle(data, known.own().publics) if data is not None else None
    with open_queue(config) as database:
        removed = wipe(database, exported, beside(Path(options.exported)) if options.exported else None)
    output.row({"removed": [str(path) for path in removed]}, "\n".join(f"removed {path}" for path in removed))
    return Exit.DONE


def _bytes_of(file: str) -> bytes:
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise ConfigurationError("queue_file", f"{file}: can't be read: {error.strerror}") from error


def as_values(row: Row) -> dict[str, object]:
    """Return a row as `--json` prints it; hashes in hexadecimal."""
    values = {name: getattr(row, name) for name in row.__struct_fields__}
    return {name: value.hex() if isinstance(value, bytes) else value for name, value in values.items()}


def as_words(row: Row) -> str:
    """Return a row as a technician reads it."""
    reason = f"  {row.reason}" if row.reason else ""
    return f"{row.epoch}/{row.seq}  {row.number}  {row.kind:<10}  {row.state:<16}  {row.id}{reason}"


def _state(name: str | None) -> ItemState | None:
    if name is not None and name not in set(ItemState):
        raise ConfigurationError("unknown_state", f"no state '{name}'; there are: {', '.join(ItemState)}")
    return ItemState(name) if name else None


def _config(options: argparse.Namespace) -> Config:
    return load(config_path(options.config))
