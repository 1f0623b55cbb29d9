"""The KeptDrafts port over the centre: sealed here, so that its database alone tells nobody anything."""

from collections.abc import Callable
from typing import Protocol

from kiosk.domain.ids import KeyId
from kiosk.domain.kept import KeptDraft
from kiosk.domain.reach import Refused, Unreachable
from kiosk.ports import Clock
from kiosk.wire.kept import read_kept, seal_kept
from kiosk.wire.messages import (
    KeepAnswer,
    KeepRequest,
    KeptAnswer,
    KeptRequest,
    OneKeptRequest,
    OpenedAnswer,
    PlatformKey,
)
from kiosk.wire.sealer import key_to_seal_to


class Doors(Protocol):
    """The centre's doors for what is kept: docs/wire.md."""

    def keep(self, request: KeepRequest) -> KeepAnswer | Refused | Unreachable: ...

    def kept(self, request: KeptRequest) -> KeptAnswer | Refused | Unreachable: ...

    def open_kept(self, request: OneKeptRequest) -> OpenedAnswer | Refused | Unreachable: ...

    def delete_kept(self, request: OneKeptRequest) -> KeptAnswer | Refused | Unreachable: ...


class SealedAtCentre:
    """Seals to the platform's key that lives longest, and asks."""

    def __init__(self, doors: Doors, keys: Callable[[], tuple[PlatformKey, ...]], clock: Clock) -> None:
        self._doors, self._keys, self._clock = doors, keys, clock

    def keep(self, about: KeptRequest, kept: KeptDraft, name: str) -> KeepAnswer | Refused | Unreachable:
        to, draft = key_to_seal_to(self._keys(), self._clock.now()), kept.draft
        request = KeepRequest(
            id=name,
            visit=about.visit,
            person=about.person,
            consent=about.consent,
            matter=draft.matter,
            catalogue=draft.catalogue,
            key=KeyId(to.id),
            sealed=seal_kept(kept, about.person, draft.matter, to),
        )
        return self._doors.keep(request)

    def look(self, request: KeptRequest) -> KeptAnswer | Refused | Unreachable:
        return self._doors.kept(request)

    def open(self, request: OneKeptRequest) -> KeptDraft | Refused | Unreachable:
        answer = self._doors.open_kept(request)
        return read_kept(answer.body) if isinstance(answer, OpenedAnswer) else answer

    def delete(self, request: OneKeptRequest) -> KeptAnswer | Refused | Unreachable:
        return self._doors.delete_kept(request)
