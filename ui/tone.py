"""Plays the reminder's tone for a minute, as a process of its own: `python -m ui.tone`.

What blocks on audio must not block the screen. Without an audio output it says so and ends.
"""

import math
import struct
import sys

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QTimer

RATE = 22_050
NOTES_HZ = (880.0, 660.0)
NOTE_S = 0.25
LOUDNESS = 0.5
EVERY_MS = 5_000
FOR_MS = 60_000


def samples() -> bytes:
    """Return two notes that fade, as 16-bit mono."""
    count = int(RATE * NOTE_S)
    waves = (
        math.sin(2 * math.pi * note * at / RATE) * (1 - at / count)
        for note in NOTES_HZ
        for at in range(count)
    )
    return b"".join(struct.pack("<h", int(wave * LOUDNESS * 32_767)) for wave in waves)


def main() -> int:
    """Play, pause, play; 1 when there is nothing to play on."""
    from PySide6.QtMultimedia import QAudioFormat, QAudioSink, QMediaDevices  # noqa: PLC0415 only here

    app = QCoreApplication(sys.argv[:1])
    device = QMediaDevices.defaultAudioOutput()
    if device.isNull():
        sys.stderr.write("reminder: this machine has no audio output, so the screen has no tone\n")
        return 1
    form = QAudioFormat()
    form.setSampleRate(RATE)
    form.setChannelCount(1)
    form.setSampleFormat(QAudioFormat.SampleFormat.Int16)
    sink = QAudioSink(device, form)
    sound = QBuffer()
    sound.setData(QByteArray(samples()))
    sound.open(QIODevice.OpenModeFlag.ReadOnly)

    def play() -> None:
        sound.seek(0)
        sink.start(sound)

    again = QTimer(interval=EVERY_MS)
    again.timeout.connect(play)
    again.start()
    play()
    QTimer.singleShot(FOR_MS, app.quit)
    return int(app.exec())


if __name__ == "__main__":
    raise SystemExit(main())
