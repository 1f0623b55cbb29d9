"""The platform as a process: what it starts with, what it refuses to be, how it ends."""

from __future__ import annotations

import datetime as dt
import ipaddress
import socket
import ssl
import subprocess
import sys
import urllib.request
from typing import TYPE_CHECKING

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from kiosk.wire.envelope import ItemKind

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.integration.central.conftest import Platform


def refused(*options: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "central", *options], capture_output=True, text=True, timeout=60, check=False
    )
    return done.returncode, done.stderr


def test_it_ends_when_told_and_keeps_keys_items_and_terminals(start: Callable[..., Platform]) -> None:
    first = start()
    terminal = first.enrol()
    fingerprint = first.bench("POST", "/enrolment-code")["fingerprint"]
    assert 0 == first.end()
    second = start()
    assert fingerprint == second.bench("POST", "/enrolment-code")["fingerprint"]
    terminal.platform = second
    assert terminal.ask("GET", "/v1/catalogue").signed


def test_backups_are_made_while_it_serves_and_what_they_cover_is_said(
    start: Callable[..., Platform], tmp_path: Path
) -> None:
    platform = start("--backup", str(tmp_path / "backup"), "--backup-every", "0.3")
    terminal = platform.enrol()
    item = terminal.seal(terminal.header(kind=ItemKind.SERVICE), {})
    terminal.hand_over(item)
    while terminal.hand_over(item).settled_seq == 0:
        assert platform.process.poll() is None
    assert 0 == platform.end()
    assert (tmp_path / "backup").read_bytes().startswith(b"SQLite format 3")
    assert [] == list(tmp_path.glob("backup.*"))


def test_request_seen_before_a_restart_is_still_a_replay(start: Callable[..., Platform]) -> None:
    terminal = start().enrol()
    created = dt.datetime.now(dt.UTC)
    assert 200 == terminal.ask("GET", "/v1/catalogue", nonce="once", created=created).status
    terminal.platform.end()
    terminal.platform = start()
    assert "replayed" == terminal.ask("GET", "/v1/catalogue", nonce="once", created=created).error().code


def test_keys_are_their_owners_alone(start: Callable[..., Platform], tmp_path: Path) -> None:
    start()
    assert 0o600 == (tmp_path / "central" / "platform-keys.json").stat().st_mode & 0o777


def test_port_file_names_the_port(start: Callable[..., Platform], tmp_path: Path) -> None:
    platform = start("--port-file", str(tmp_path / "port"))
    assert platform.port == int((tmp_path / "port").read_text())


def test_bench_is_not_there_unless_asked_for(platform: Platform) -> None:
    assert 200 == platform.send("GET", "/bench/residents").status
    with_bench = platform.send("GET", "/bench/nothing")
    assert (404, "not_found") == (with_bench.status, with_bench.error().code)


def test_reset_brings_the_records_back(platform: Platform) -> None:
    platform.add("wang-xiaoming", ())
    before = {line["slug"] for line in platform.bench("GET", "/residents")}
    assert 204 == platform.bench("POST", "/reset")
    after = {line["slug"] for line in platform.bench("GET", "/residents")}
    assert (True, False) == (
        any(slug.startswith("new-") for slug in before),
        any(slug.startswith("new-") for slug in after),
    )


def test_withdrawn_matter_is_said_with_its_reason(platform: Platform) -> None:
    terminal = platform.enrol()
    code = platform.matter("hotline-12345").code
    platform.bench("POST", "/withdrawn", {"matter": code, "reason": {"zh": "系统维护", "en": "Maintenance"}})
    assert b"Maintenance" in terminal.ask("GET", "/v1/catalogue").body
    platform.bench("POST", "/withdrawn", {"matter": code})
    assert b"Maintenance" not in terminal.ask("GET", "/v1/catalogue").body


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--host", "0.0.0.0"), "http is served on loopback only"),  # noqa: S104 what is refused
        (("--certificate", "c.pem"), "https needs both a certificate and its key"),
    ],
)
def test_unsafe_settings_are_refused_in_a_sentence(
    tmp_path: Path, options: tuple[str, ...], said: str
) -> None:
    status, stderr = refused("--data", str(tmp_path), "--port", "0", *options)
    assert (2, True) == (status, said in stderr), stderr


def test_port_in_use_is_said(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        status, stderr = refused("--data", str(tmp_path), "--port", str(port))
    assert (2, True) == (status, f"port {port} can't be used" in stderr), stderr


def test_https_is_served_with_the_certificate_given(start: Callable[..., Platform], tmp_path: Path) -> None:
    certificate, key = own_certificate(tmp_path)
    platform = start("--certificate", str(certificate), "--key", str(key))
    context = ssl.create_default_context(cafile=str(certificate))
    url = f"https://127.0.0.1:{platform.port}/schema/openapi.json"
    with urllib.request.urlopen(url, context=context, timeout=20) as answer:
        assert 200 == answer.status


def own_certificate(folder: Path) -> tuple[Path, Path]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = dt.datetime.now(dt.UTC)
    address = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(hours=1))
        .not_valid_after(now + dt.timedelta(hours=1))
        .add_extension(address, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem, secret = folder / "certificate.pem", folder / "key.pem"
    pem.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return pem, secret
