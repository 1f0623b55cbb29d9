"""Passwords of cameras: the examples of RFC 7616 and RFC 7617 to the letter, and what can't be answered."""

import re

import pytest

from devices.camera.authorisation import Login, authorisation

MUFASA = Login("Mufasa", "Circle of Life")
PATH = "/dir/index.html"
NONCE = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ"
CHALLENGE = (
    'Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm={}, '
    'nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", '
    'opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"'
)


@pytest.mark.parametrize(
    ("algorithm", "response"),
    [
        ("MD5", "8ca523f5e9506fed4657c9700eebdbec"),
        ("SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"),
    ],
)
def test_digest_is_that_of_the_rfc(algorithm: str, response: str) -> None:
    answer = authorisation((CHALLENGE.format(algorithm),), MUFASA, path=PATH, nonce=NONCE)
    assert answer is not None
    assert response == re.findall(r'response="(\w+)"', answer)[0]
    assert answer.endswith(f"algorithm={algorithm}, qop=auth, nc=00000001")


def test_digest_without_a_quality_is_the_old_one() -> None:
    old = 'Digest realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093"'
    answer = authorisation((old,), Login("Mufasa", "Circle Of Life"), path=PATH, nonce=NONCE)
    assert answer is not None
    assert "670fd8c2df070c60b045671b8b24ff02" in answer  # RFC 2069, 2.4, as corrected by its erratum
    assert "cnonce" not in answer


def test_basic_is_that_of_the_rfc_and_comes_last() -> None:
    basic, aladdin = 'Basic realm="WallyWorld"', Login("Aladdin", "open sesame")
    assert "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==" == authorisation((basic,), aladdin, path=PATH, nonce=NONCE)
    both = authorisation((basic, CHALLENGE.format("MD5")), MUFASA, path=PATH, nonce=NONCE)
    assert both is not None
    assert both.startswith("Digest")


@pytest.mark.parametrize(
    "challenges",
    [
        (),
        ("Bearer realm=x",),
        (CHALLENGE.format("SHA-512-256"),),
        ('Digest realm="x"',),
        ('Digest nonce="x", qop="auth-int"',),
    ],
)
def test_what_can_not_be_answered_is_not(challenges: tuple[str, ...]) -> None:
    assert None is authorisation(challenges, MUFASA, path=PATH, nonce=NONCE)


def test_password_is_not_shown_in_a_log() -> None:
    assert "Circle" not in repr(MUFASA)
