"""`python -m devices.camera.capture PATH WIDTH HEIGHT`: pictures of a V4L2 camera, through OpenCV.

A question of no bytes is answered with the next picture as JPEG, or with no bytes when there is none. A path
that is no character device is opened as a film: so the same code runs where there is no camera.
"""

import sys
from pathlib import Path

from devices.child_main import Answer, serve

MEMORY_BYTES = 1_500_000_000
QUALITY = 90
BUFFERED = 1
"""Pictures that the driver keeps: the newest is wanted."""


def load(path: str, width: int, height: int) -> Answer:
    """Open the camera; OSError when it can't be."""
    import cv2  # noqa: PLC0415 here, and in no other process

    device = Path(path)
    api = cv2.CAP_V4L2 if device.is_char_device() else cv2.CAP_ANY
    camera = cv2.VideoCapture(path, api)
    if not camera.isOpened():
        raise OSError(f"{path} can't be opened as a camera")
    camera.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
    camera.set(cv2.CAP_PROP_FRAME_WIDTH, width)
    camera.set(cv2.CAP_PROP_FRAME_HEIGHT, height)
    camera.set(cv2.CAP_PROP_BUFFERSIZE, BUFFERED)

    def answer(_: bytes) -> bytes:
        there, picture = camera.read()
        if not there:
            return b""
        done, jpeg = cv2.imencode(".jpg", picture, (cv2.IMWRITE_JPEG_QUALITY, QUALITY))
        return bytes(jpeg) if done else b""

    return answer


def main() -> int:
    path, width, height = sys.argv[1:]
    return serve(lambda: load(path, int(width), int(height)), memory_bytes=MEMORY_BYTES)


if __name__ == "__main__":
    sys.exit(main())
