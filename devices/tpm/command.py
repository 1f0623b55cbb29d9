"""What is said to a TPM and answered by it, as bytes (TPM 2.0 Library: Part 2 structures, Part 3 commands).

A counter is an NV index (TPMA_NV_COUNTER) that only goes up: TPM2_NV_Increment adds one, nothing takes one
away, and a new index begins above all that ever were. It is orderly (TPMA_NV_ORDERLY): its steps are kept in
the TPM's memory and reach the NV cells, which wear, once in 256 steps and at an orderly shutdown; when power
goes it leaps ahead to the next such step (Part 1, NV memory, on hybrid indices).

A keyed hash is a primary object of the owner's (TPM2_CreatePrimary, KEYEDHASH, scheme HMAC): the TPM works
its key out of a seed that never leaves it, the same key each time, so that nothing of it is kept anywhere. It
is gone when the TPM is cleared, and no other TPM has it.
"""

import struct

import msgspec

NO_SESSIONS, SESSIONS = 0x8001, 0x8002
DEFINE_SPACE, INCREMENT, READ, GET_RANDOM = 0x12A, 0x134, 0x14E, 0x17B
CREATE_PRIMARY, HMAC, FLUSH_CONTEXT = 0x131, 0x155, 0x165
OWNER = 0x4000_0001
PASSWORD = 0x4000_0009
"""TPM_RS_PW, here with the empty password: whoever may open the TPM may count, and can do no more by it than
have numbers given up."""
SHA256 = 0x000B
FIRST_INDEX, LAST_INDEX = 0x0180_0000, 0x01BF_FFFF
"""The owner's handles for NV indices (TCG Registry of reserved TPM 2.0 handles)."""
AUTH_WRITE, COUNTER, AUTH_READ, NO_DICTIONARY_ATTACK, ORDERLY = 1 << 2, 1 << 4, 1 << 18, 1 << 25, 1 << 26
ATTRIBUTES = AUTH_WRITE | COUNTER | AUTH_READ | NO_DICTIONARY_ATTACK | ORDERLY
COUNTER_BYTES = 8
KEYED_HASH, HMAC_SCHEME = 0x0008, 0x0005
FIXED_TPM, FIXED_PARENT, MADE_INSIDE, USER_AUTH, SIGNS = 1 << 1, 1 << 4, 1 << 5, 1 << 6, 1 << 18
KEY_ATTRIBUTES = FIXED_TPM | FIXED_PARENT | MADE_INSIDE | USER_AUTH | 1 << 10 | SIGNS
"""The tenth bit: noDA, a wrong password locks nobody out."""
DIGEST_BYTES = 32
HEADER = struct.Struct(">HII")
SUCCESS = 0
HANDLE_MASK, HANDLE = 0x0BF, 0x08B
"""TPM_RC_HANDLE of a format-one code, whichever handle it means: the index is not there."""
DEFINED = 0x14C
AGAIN = (0x908, 0x90A, 0x922)
"""TPM_RC_YIELDED, TESTING and RETRY: the same command again."""


class Answer(msgspec.Struct, frozen=True):
    """A response: its code and what follows it."""

    code: int
    rest: bytes

    @property
    def no_such_index(self) -> bool:
        return self.code & HANDLE_MASK == HANDLE


class BadAnswer(Exception):
    """What came is no response of a TPM."""


def define(index: int) -> bytes:
    """Return TPM2_NV_DefineSpace of a counter, under the owner's authorization, which has to be empty."""
    public = struct.pack(">IHIHH", index, SHA256, ATTRIBUTES, 0, COUNTER_BYTES)
    return _with_password(DEFINE_SPACE, (OWNER,), struct.pack(">HH", 0, len(public)) + public)


def increment(index: int) -> bytes:
    """Return TPM2_NV_Increment."""
    return _with_password(INCREMENT, (index, index), b"")


def read(index: int) -> bytes:
    """Return TPM2_NV_Read of the counter's eight bytes."""
    return _with_password(READ, (index, index), struct.pack(">HH", COUNTER_BYTES, 0))


def create_keyed_hash(purpose: bytes) -> bytes:
    """Return TPM2_CreatePrimary of an HMAC key for a purpose (32 bytes), under the owner's empty password."""
    template = struct.pack(">HHIHHH", KEYED_HASH, SHA256, KEY_ATTRIBUTES, 0, HMAC_SCHEME, SHA256)
    template += struct.pack(">H", len(purpose)) + purpose
    sensitive, outside, pcrs = struct.pack(">HHH", 4, 0, 0), struct.pack(">H", 0), struct.pack(">I", 0)
    parameters = sensitive + struct.pack(">H", len(template)) + template + outside + pcrs
    return _with_password(CREATE_PRIMARY, (OWNER,), parameters)


def keyed_hash(key: int, data: bytes) -> bytes:
    """Return TPM2_HMAC, with SHA-256, of at most 1,024 bytes."""
    return _with_password(HMAC, (key,), struct.pack(">H", len(data)) + data + struct.pack(">H", SHA256))


def flush(handle: int) -> bytes:
    """Return TPM2_FlushContext: what was loaded is let go."""
    return _framed(NO_SESSIONS, FLUSH_CONTEXT, struct.pack(">I", handle))


def get_random() -> bytes:
    """Return TPM2_GetRandom of one byte: whether anybody is there."""
    return _framed(NO_SESSIONS, GET_RANDOM, struct.pack(">H", 1))


def answer(data: bytes) -> Answer:
    """Read a response; BadAnswer when its length is not what it says."""
    if len(data) < HEADER.size:
        raise BadAnswer(f"a response of {len(data)} bytes")
    _, size, code = HEADER.unpack_from(data)
    if size != len(data):
        raise BadAnswer(f"a response of {len(data)} bytes says {size}")
    return Answer(code, data[HEADER.size :])


def counted(rest: bytes) -> int:
    """Return the value out of the response to `read`: parameter size, then TPM2B_MAX_NV_BUFFER."""
    if len(rest) < 6 + COUNTER_BYTES or int.from_bytes(rest[4:6]) != COUNTER_BYTES:
        raise BadAnswer(f"a counter of {len(rest)} bytes")
    return int.from_bytes(rest[6 : 6 + COUNTER_BYTES])


def loaded(rest: bytes) -> int:
    """Return the handle out of the response to `create_keyed_hash`."""
    if len(rest) < 4:  # noqa: PLR2004 a handle's bytes
        raise BadAnswer(f"an object of {len(rest)} bytes")
    return int.from_bytes(rest[:4])


def hashed(rest: bytes) -> bytes:
    """Return the digest out of the response to `keyed_hash`: parameter size, then TPM2B_DIGEST."""
    if len(rest) < 6 + DIGEST_BYTES or int.from_bytes(rest[4:6]) != DIGEST_BYTES:
        raise BadAnswer(f"a hash of {len(rest)} bytes")
    return rest[6 : 6 + DIGEST_BYTES]


def _with_password(command: int, handles: tuple[int, ...], parameters: bytes) -> bytes:
    session = struct.pack(">IHBH", PASSWORD, 0, 0, 0)
    body = b"".join(struct.pack(">I", handle) for handle in handles)
    return _framed(SESSIONS, command, body + struct.pack(">I", len(session)) + session + parameters)


def _framed(tag: int, command: int, body: bytes) -> bytes:
    return HEADER.pack(tag, HEADER.size + len(body), command) + body
