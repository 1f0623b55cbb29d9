"""A camera of this machine (V4L2), through OpenCV in a process of its own."""

import os
import stat
from pathlib import Path

from devices.camera.jpeg import BrokenPictureError, size_of
from devices.camera.stream import pictures
from devices.child import Child, ChildLostError
from devices.config import CameraV4l2
from devices.told import of_sysfs
from kiosk.domain.camera import Frame, FrameOutcome, NoCamera, NoFrame
from kiosk.domain.device import Absent, DeviceInfo, Faulty, Health, Ready, Role

SYSFS = Path("/sys/class/video4linux")
PROGRAM = "devices.camera.capture"
START_S = 15.0
IDENTIFY_S = 5.0


class V4l2Camera:
    """A camera behind a device file; its process runs only while pictures are asked for."""

    def __init__(self, config: CameraV4l2, role: Role) -> None:
        self._config = config
        self._role = role
        self._child: Child | None = None

    def frame(self, *, timeout_s: float) -> FrameOutcome:
        """Return the next picture; the process is started by the first call and after trouble."""
        path = self._config.path
        if not Path(path).exists():
            self.release()
            return NoCamera(f"{path}: there is no such device; plug the camera in")
        try:
            if self._child is None:
                size = (str(self._config.width), str(self._config.height))
                self._child = Child(PROGRAM, path, *size, start_s=START_S)
            jpeg = self._child.ask(b"", timeout_s=timeout_s)
            width, height = size_of(jpeg)
        except ChildLostError as error:
            self.release()
            return NoFrame(str(error))
        except BrokenPictureError as error:
            self.release()
            return NoFrame(f"{path}: no picture: {error}")
        return Frame(jpeg, width, height)

    def release(self) -> None:
        """End the process: the camera's light goes out."""
        child, self._child = self._child, None
        if child is not None:
            child.close()

    def identify(self) -> DeviceInfo:
        was_open = self._child is not None
        outcome = self.frame(timeout_s=IDENTIFY_S)
        if not was_open:
            self.release()
        name = Path(os.path.realpath(self._config.path)).name
        return DeviceInfo(
            device=self._role,
            driver="camera-v4l2",
            address=self._config.path,
            found=isinstance(outcome, Frame),
            message=pictures(outcome),
            model=of_sysfs(SYSFS / name / "name"),
            serial=of_sysfs(SYSFS / name / "device" / ".." / "serial"),
            firmware=of_sysfs(SYSFS / name / "device" / ".." / "bcdDevice"),
        )

    def health(self) -> Health:
        """Look whether the device file is there and may be used; the camera's light stays as it is."""
        path = Path(self._config.path)
        try:
            mode = path.stat().st_mode
        except OSError as error:
            return Absent(f"{path}: {error.strerror}")
        if not os.access(path, os.R_OK | os.W_OK):
            return Faulty("no_access", f"{path} may not be opened by this user; add it to the group 'video'")
        if stat.S_ISDIR(mode):
            return Faulty("no_camera", f"{path} is a folder")
        return Ready()

    def close(self) -> None:
        self.release()
