"""What residents are told of a device that does not work: its name, what ails it, what that means to them."""

from typing import assert_never

from kiosk.domain.device import Absent, Faulty, Health, Ready, Role, Strained
from kiosk.domain.text import Text

NAMES: dict[Role, Text] = {
    Role.IDENTITY_CARD: Text(zh="身份证读卡器", en="The identity card reader"),
    Role.SOCIAL_CARD: Text(zh="社保卡读卡器", en="The social-security card reader"),
    Role.RECEIPT_PRINTER: Text(zh="回执打印机", en="The receipt printer"),
    Role.DOCUMENT_PRINTER: Text(zh="文件打印机", en="The document printer"),
    Role.CODE_SCANNER: Text(zh="扫码器", en="The code scanner"),
    Role.FACE_CAMERA: Text(zh="人脸摄像头", en="The camera for faces"),
    Role.DOCUMENT_CAMERA: Text(zh="高拍仪", en="The document camera"),
    Role.POWER: Text(zh="备用电源", en="The backup power"),
    Role.REMINDER: Text(zh="提示灯", en="The reminder light"),
}
MEANING: dict[Role, Text] = {
    Role.IDENTITY_CARD: Text(zh="现在不能刷身份证。", en="Identity cards can't be read now."),
    Role.SOCIAL_CARD: Text(
        zh="现在不能用社保卡，请用身份证。",
        en="Social-security cards can't be read now; please use your identity card.",
    ),
    Role.RECEIPT_PRINTER: Text(
        zh="编号和二维码会显示在屏幕上。", en="Number and QR code will be shown on the screen."
    ),
    Role.DOCUMENT_PRINTER: Text(
        zh="证明不能在这里打印，可以扫屏幕上的码取。",
        en="Certificates can't be printed here; they can be fetched by the code on the screen.",
    ),
    Role.CODE_SCANNER: Text(
        zh="现在扫不了您手机上的码，可以用手机扫屏幕上的码。",
        en="The code on your phone can't be scanned now; your phone can scan the one on the screen.",
    ),
    Role.FACE_CAMERA: Text(
        zh="现在不能刷脸，会用手机验证码。", en="Faces can't be compared now; a code to your phone is used."
    ),
    Role.DOCUMENT_CAMERA: Text(
        zh="现在不能拍材料，纸质材料请交到窗口。",
        en="Papers can't be photographed now; please hand them in at the counter.",
    ),
    Role.POWER: Text(
        zh="停电时这台机器会直接关机。", en="The machine would stop at once if the power failed."
    ),
}
"""Of a role that is not here nobody is told: it means nothing to a resident."""
AILS: dict[str, Text] = {
    "paper_out": Text(zh="缺纸", en="is out of paper"),
    "cover_open": Text(zh="盖子没盖好", en="has its cover open"),
    "jam": Text(zh="卡纸了", en="has a sheet jammed"),
    "toner_out": Text(zh="没有墨粉了", en="is out of toner"),
    "output_full": Text(zh="出纸口满了", en="has its output tray full"),
    "paused": Text(zh="暂停工作", en="is paused"),
    "cutter": Text(zh="切刀卡住了", en="has its cutter stuck"),
    "overheated": Text(zh="太热了，正在冷却", en="is too hot and cooling down"),
    "offline": Text(zh="暂停工作", en="is offline"),
}
AILS_SOMETHING = Text(zh="出了故障", en="has a fault")
AILS_ABSENT = Text(zh="没有回应", en="does not answer")
AILS_NOT_HERE = Text(zh="这台机器没有", en="is not part of this machine")
AILS_NOTHING = Text(zh="正常", en="works")


def ails(health: Health) -> Text:
    """Say what is the matter with a device, to stand behind its name."""
    match health:
        case Absent():
            return AILS_ABSENT
        case Faulty(code=code):
            return AILS.get(code, AILS_SOMETHING)
        case Ready() | Strained():
            return AILS_NOTHING
    assert_never(health)
