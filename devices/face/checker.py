"""The face process seen from here: one check, one process; whatever happens to it is a value."""

import msgspec

from devices.child import Child, ChildLostError
from devices.face.questions import Answer, Described, Look, Question, Remember
from kiosk.domain.face import FaceSeen, FaceUnavailable, Glance, Reference, ReferenceKept

PROGRAM = "devices.face"
ANSWER_S = 5.0
START_S = 15.0
_ANSWER: "msgspec.msgpack.Decoder[Answer]" = msgspec.msgpack.Decoder(Answer)


class FaceProcess:
    """A FaceChecker; used from one thread, its process runs from `begin` to `end`."""

    def __init__(self, program: str = PROGRAM, *, answer_s: float = ANSWER_S) -> None:
        self._program = program
        self._answer_s = answer_s
        self._child: Child | None = None

    @property
    def pid(self) -> int | None:
        """The process that looks, while there is one."""
        return self._child.pid if self._child is not None else None

    def begin(self, reference: bytes) -> Reference:
        """Start the process and have it remember the reference photo's face."""
        answer = self.ask(Remember(reference))
        if isinstance(answer, FaceSeen | Described):
            return self._nonsense(answer)
        return answer

    def look(self, jpeg: bytes, *, compare: bool) -> Glance:
        """Have one picture looked at."""
        answer = self.ask(Look(jpeg, compare))
        if isinstance(answer, ReferenceKept | Described):
            return self._nonsense(answer)
        return answer

    def ask(self, question: Question) -> Answer:
        """Ask anything; a crash, a hang or nonsense ends the process and is FaceUnavailable."""
        try:
            if self._child is None:
                self._child = Child(self._program, start_s=START_S)
            return _ANSWER.decode(self._child.ask(msgspec.msgpack.encode(question), timeout_s=self._answer_s))
        except (ChildLostError, msgspec.DecodeError) as error:
            self.end()
            return FaceUnavailable(str(error))

    def end(self) -> None:
        """End the process: what it remembered is gone."""
        child, self._child = self._child, None
        if child is not None:
            child.close()

    def _nonsense(self, answer: Answer) -> FaceUnavailable:
        self.end()
        return FaceUnavailable(f"the face process answered {type(answer).__name__}")
