"""The driver of a light and a buzzer behind a serial relay board (CH340, 9600 8N1)."""

from devices.config import RelaySerial
from devices.reminder.relay_frames import Relay, frame
from devices.serial_line import SerialLine
from devices.thread import SameThread
from devices.transport import TransportLostError
from kiosk.domain.device import Absent, DeviceInfo, Health, Ready
from kiosk.ports import Attention

BAUD = 9600


class RelayReminder:
    """One board: a channel for the light, another for the sound, or 0 for one that is not there.

    A board answers nothing and forgets everything when it is pulled, so what is wanted is told again at each
    look: one that was plugged in again shows it, and one that is away is found out.
    """

    def __init__(self, config: RelaySerial) -> None:
        self._config = config
        self._line: SerialLine | None = None
        self._wanted = Attention.NONE
        self._thread = SameThread("the reminder")

    def show(self, attention: Attention) -> None:
        self._thread.check()
        self._wanted = attention
        self._tell()

    def health(self) -> Health:
        self._thread.check()
        trouble = self._tell()
        return Ready() if trouble is None else Absent(trouble)

    def identify(self) -> DeviceInfo:
        self._thread.check()
        trouble = self._tell()
        return DeviceInfo(
            device="reminder",
            driver="relay-serial",
            address=self._config.port,
            found=trouble is None,
            message=trouble or "the port takes what it is told; such boards answer nothing",
        )

    def close(self) -> None:
        """Switch everything off and let go of the line."""
        self._wanted = Attention.NONE
        if self._line is not None:
            self._tell()
        self._let_go()

    def _tell(self) -> str | None:
        """Tell the board what is wanted; return why that can't be done."""
        try:
            if self._line is None:
                self._line = SerialLine(self._config.port, BAUD)
            self._line.write(frames(self._config, self._wanted))
        except TransportLostError as lost:
            self._let_go()
            return str(lost)
        return None

    def _let_go(self) -> None:
        if self._line is not None:
            self._line.close()
        self._line = None


def frames(config: RelaySerial, attention: Attention) -> bytes:
    """Write what light and sound are to be; pure."""
    lit = Relay.OFF if attention is Attention.NONE else Relay.ON
    loud = Relay.ON if attention is Attention.LIGHT_AND_SOUND else Relay.OFF
    wanted = ((config.light, lit), (config.sound, loud))
    return b"".join(frame(channel, relay) for channel, relay in wanted if channel)
