"""A certificate's dates, judged by what may be the time now: a wall clock that jumped ends no network.

OpenSSL would judge them by the machine's wall clock, and a terminal whose clock is years off could not even
hear from the centre that it is.
"""

import datetime as dt
import ssl
from collections.abc import Callable

from cryptography import x509
from urllib3.util.ssl_ import create_urllib3_context

Span = tuple[dt.datetime, dt.datetime]
"""The earliest and the latest that it may be now."""
NO_CHECK_TIME = 0x200000
"""X509_V_FLAG_NO_CHECK_TIME of openssl/x509_vfy.h, for which Python has no name."""


def context() -> ssl.SSLContext:
    """Return a context that checks everything of a certificate but its dates."""
    made = create_urllib3_context()
    made.verify_flags |= NO_CHECK_TIME
    return made


def read(shown: bytes | None) -> x509.Certificate:
    """Return a certificate out of its DER; ssl.SSLCertVerificationError when none was shown."""
    if shown is None:
        raise ssl.SSLCertVerificationError("no certificate was shown")
    return x509.load_der_x509_certificate(shown)


def judge(certificate: x509.Certificate, now: Callable[[], Span]) -> None:
    """Raise ssl.SSLCertVerificationError for a certificate that can't be valid now."""
    earliest, latest = now()
    if certificate.not_valid_after_utc < earliest:
        raise ssl.SSLCertVerificationError(
            f"certificate has expired: {certificate.not_valid_after_utc.isoformat()}"
        )
    if certificate.not_valid_before_utc > latest:
        raise ssl.SSLCertVerificationError(
            f"certificate is not yet valid: {certificate.not_valid_before_utc.isoformat()}"
        )
