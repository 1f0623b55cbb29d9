"""The driver that a camera's table in terminal.toml asks for."""

from typing import assert_never

from devices.camera.desk import CameraDriver, DeskCamera
from devices.camera.stream import HttpCamera
from devices.camera.v4l2 import V4l2Camera
from devices.config import CameraConfig, CameraHttp, CameraV4l2
from kiosk.domain.device import Role


def camera(config: CameraConfig, role: Role) -> CameraDriver:
    """Return the driver of a camera; nothing is opened yet."""
    match config:
        case CameraV4l2():
            return V4l2Camera(config, role)
        case CameraHttp():
            return HttpCamera(config, role)
    assert_never(config)


def document_camera(config: CameraConfig) -> DeskCamera:
    """Return the driver of a camera over a desk; nothing is opened yet."""
    return DeskCamera(camera(config, Role.DOCUMENT_CAMERA))
