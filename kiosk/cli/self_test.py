"""`kiosk self-test`: prove, part by part, that this terminal can serve."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import assert_never

import msgspec

from kiosk.bootstrap import draw_counter, known_now, open_gateway, open_queue, open_shelf
from kiosk.catalogue.decode import near_miss
from kiosk.catalogue.in_force import as_it_lies
from kiosk.cli.output import Exit, Output
from kiosk.clock import CentreClock, SystemClock
from kiosk.config import Config, load
from kiosk.config_path import config_path
from kiosk.domain.device import Absent, Faulty, Health, Ready, Strained
from kiosk.domain.printing import PrinterState
from kiosk.domain.sheets import KEEPS_FILES
from kiosk.errors import KioskError
from kiosk.gateway import credentials
from kiosk.gateway.credentials import Credentials
from kiosk.open_devices import open_devices
from kiosk.wire.messages import CatalogueAnswer
from kiosk.wire.sealer import key_to_seal_to
from offline_queue.commands import queue_limits, queue_stats
from offline_queue.limits import Level, Stops, limits, sentence


class Finding(msgspec.Struct, frozen=True):
    """One part, whether it can serve, and what was seen."""

    part: str
    ok: bool
    message: str


def self_test(options: argparse.Namespace, output: Output) -> Exit:
    """Print one finding a part; exit 1 when one of them can't serve."""
    config = load(config_path(options.config))
    findings = [_guarded(part, check, config) for part, check in CHECKS.items()]
    findings += _devices(config)
    for finding in findings:
        mark = "ok  " if finding.ok else "NOT "
        output.row(msgspec.structs.asdict(finding), f"{mark} {finding.part}: {finding.message}")
    return Exit.DONE if all(finding.ok for finding in findings) else Exit.NOT_DONE


def _guarded(part: str, check: Callable[[Config], str], config: Config) -> Finding:
    try:
        return Finding(part, ok=True, message=check(config))
    except KioskError as error:
        return Finding(part, ok=False, message=error.message)


def _catalogue(config: Config) -> str:
    with open_shelf(config, SystemClock()) as shelf:
        catalogue, setback = as_it_lies(shelf).catalogue, shelf.shelved().setback
    words = f"{len(catalogue.matters)} matters, version {catalogue.version}"
    return f"{words}; {setback.edition.version} is not in force: {setback.why}" if setback else words


def _point(config: Config) -> str:
    with open_shelf(config, SystemClock()) as shelf:
        service_map, slug = as_it_lies(shelf).catalogue.service_map, config.site.point
    if slug and service_map.point(slug) is None:
        known = near_miss(slug, tuple(point.slug for point in service_map.points))
        raise KioskError("site_point", f"[site] point: no service point `{slug}`{known}")
    here = service_map.here(slug)
    return f"stands in {here.slug}, {here.name.zh}" if here is not None else "the catalogue has no map"


def _enrolment(config: Config) -> str:
    known = credentials.load(Path(config.platform.credentials))
    return f"terminal {known.enrolment.terminal}, epoch {known.enrolment.epoch}"


def _known(config: Config) -> Credentials:
    enrolled = credentials.load(Path(config.platform.credentials))
    with open_queue(config) as database:
        return known_now(database, enrolled)


def _keys(config: Config) -> str:
    known = _known(config)
    key = key_to_seal_to(known.enrolment.keys, SystemClock().now())
    return f"seals to {key.id} until {key.not_after.isoformat()}"


def _queue(config: Config) -> str:
    with open_queue(config) as database:
        found = queue_stats(database, SystemClock().now())
    return f"{found.unsent} unsent, {found.quarantined} quarantined, {found.numbers_left} numbers left"


def _tpm(config: Config) -> str:
    counter = draw_counter(config)
    if counter is None:
        return "none configured: a number that a restored disk draws again is seen, not prevented"
    if (silent := counter.look()) is not None:
        raise KioskError("tpm", silent.why)
    return f"{config.tpm.device} answers"


def _centre(config: Config) -> str:
    known = _known(config)
    answer = open_gateway(config, known, lambda: known.enrolment.keys, CentreClock(SystemClock())).catalogue()
    if not isinstance(answer, CatalogueAnswer):
        raise KioskError("centre", answer.message)
    return f"{config.platform.url} answers, catalogue {answer.version}"


def _limits(config: Config) -> str:
    with open_queue(config) as database:
        findings = queue_limits(database, SystemClock().now())
    near = [finding for finding in findings if finding.level in (Level.WARNING, Level.REACHED)]
    words = "; ".join(map(sentence, near)) or f"{len(findings)} limits, none nearer than 90 %"
    if any(limits()[finding.name].stops is Stops.PROMISES for finding in near):
        raise KioskError("queue_limits", words)
    return words


CHECKS: dict[str, Callable[[Config], str]] = {
    "catalogue": _catalogue,
    "site": _point,
    "enrolment": _enrolment,
    "platform_key": _keys,
    "queue": _queue,
    "limits": _limits,
    "centre": _centre,
    "tpm": _tpm,
}
CAN_PRINT = frozenset({PrinterState.READY, PrinterState.PAPER_NEAR_END, PrinterState.LEFTOVER})


def _devices(config: Config) -> list[Finding]:
    with open_devices(config.devices) as devices:
        found = [device.identify() for device in devices.all()]
        findings = [Finding(info.device, info.found, info.message) for info in found]
        if devices.printer is not None:
            state = devices.printer.state()
            findings.append(Finding("paper", state in CAN_PRINT, state.value))
        if devices.document_printer is not None:
            findings.append(_sheets(devices.document_printer.health()))
    return findings


def _sheets(health: Health) -> Finding:
    """Say whether A4 sheets come out; a print server that keeps residents' documents must not serve."""
    match health:
        case Ready():
            return Finding("document_paper", ok=True, message="ready")
        case Strained(code=code, message=message):
            return Finding("document_paper", ok=code != KEEPS_FILES, message=message)
        case Faulty(message=message) | Absent(message=message):
            return Finding("document_paper", ok=False, message=message)
    assert_never(health)
