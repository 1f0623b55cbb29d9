"""Certificates as a line may show them: right, too old, too new, for another host, of nobody known."""

import datetime as dt
import ssl
from ipaddress import IPv4Address
from pathlib import Path

import msgspec
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

DAY = dt.timedelta(days=1)
HOST = x509.IPAddress(IPv4Address("127.0.0.1"))


class Authority(msgspec.Struct, frozen=True):
    """Who signs certificates."""

    name: str
    key: Ed25519PrivateKey

    def write(self, folder: Path) -> Path:
        """Write its own certificate, which a terminal pins."""
        now = dt.datetime.now(dt.UTC)
        own = _builder(self.name, self.name, self.key, now - DAY, now + DAY).add_extension(
            x509.BasicConstraints(ca=True, path_length=0), critical=True
        )
        path = folder / f"{self.name}.pem"
        path.write_bytes(own.sign(self.key, None).public_bytes(Encoding.PEM))
        return path

    def context(
        self, folder: Path, *, days: tuple[float, float] = (-1, 1), host: x509.GeneralName = HOST
    ) -> ssl.SSLContext:
        """Return what a server shows: a certificate for `host`, valid between `days` from now."""
        now, key = dt.datetime.now(dt.UTC), Ed25519PrivateKey.generate()
        begin, end = (now + day * DAY for day in days)
        shown = _builder("centre", self.name, key, begin, end).add_extension(
            x509.SubjectAlternativeName([host]), critical=False
        )
        path = folder / f"centre-of-{self.name}.pem"
        private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        path.write_bytes(shown.sign(self.key, None).public_bytes(Encoding.PEM) + private)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path)
        return context


def authority(name: str) -> Authority:
    """Return a new one."""
    return Authority(name, Ed25519PrivateKey.generate())


def _builder(
    subject: str, issuer: str, key: Ed25519PrivateKey, begin: dt.datetime, end: dt.datetime
) -> x509.CertificateBuilder:
    return x509.CertificateBuilder(
        issuer_name=_name(issuer),
        subject_name=_name(subject),
        public_key=key.public_key(),
        serial_number=x509.random_serial_number(),
        not_valid_before=begin,
        not_valid_after=end,
    )


def _name(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
