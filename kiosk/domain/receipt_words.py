"""What a slip says in words of its own, in both languages."""

from kiosk.domain.text import Text

TITLE = Text(zh="办事回执", en="Receipt")
COUNTER_TITLE = Text(zh="转窗口办理单", en="Slip for the counter")
COPY = Text(zh="第{copy}联（补打）", en="Copy {copy} (reprint)")
NUMBER = Text(zh="收件编号", en="Receipt number")
MATTER = Text(zh="事项", en="Matter")
NAME = Text(zh="姓名", en="Name")
FOR_WHOM = Text(zh="为谁办", en="For")
AGENT = Text(zh="代办人", en="Done by")
TIME = Text(zh="时间", en="Time")
PARTS = Text(zh="联办 {count} 件事", en="{count} matters in one")
LEFT_OUT = Text(zh="这次不办", en="not this time")
ROWS = Text(zh="共 {count} 项", en="{count} entries")
LEFT = Text(zh="还没有办完：{left}", en="Not finished yet: {left}")
AMOUNT = Text(zh="实付", en="Paid")
LATE = Text(zh="其中逾期加收", en="Late charge in it")
RELIEF = Text(zh="已减免", en="Reduced by")
WAIVED = Text(zh="免费：{who}", en="Free: {who}")
ORDER = Text(zh="订单号", en="Order")
TRANSACTION = Text(zh="交易号", en="Transaction")
CONTACT = Text(zh="咨询电话", en="Contact")
TERMINAL = Text(zh="终端编号", en="Terminal")
BRING = Text(zh="请带上", en="Please bring")
GO_TO = Text(zh="请到", en="Please go to")
HOURS = Text(zh="办公时间", en="Hours")
PHONE = Text(zh="电话", en="Telephone")
FOLLOW = Text(zh="扫码查进度、验真伪", en="Scan to follow and to verify")
FETCH = Text(zh="扫码取证明文件", en="Scan to fetch the document")
CARRIES = Text(
    zh="本机万一损坏，中心凭此码也能收件（已加密）",
    en="Should this machine be lost, the centre can take your application in from this code (encrypted).",
)
BY_SHARING = Text(zh="数据共享，免交", en="by data sharing")
BY_CENTRE = Text(zh="联网后由中心核对", en="checked by the centre once online")
BY_PROMISE = Text(zh="已承诺，免交", en="promised")
BY_PHOTO = Text(zh="当场拍照，由工作人员看", en="Photographed here; a clerk looks at it")
AT_COUNTER = Text(zh="到窗口交", en="to be handed in at the counter")
NOT_HERE = Text(zh="未交", en="missing")
CLAIM = Text(
    zh="付款结果还不知道。请不要再付一次；如已扣款，凭本单到窗口核对，未办成会原路退回。",
    en="It is not known yet whether the payment went through. Please do not pay again. If you were charged, "
    "show this slip at the counter; what can't be delivered is paid back.",
)
PROMISED = Text(
    zh="已收件·待上传。联网后自动送达中心，不用再来。",
    en="Taken in, waiting to be sent. It goes to the centre by itself; no need to come back.",
)
RECEIVED = Text(zh="中心已收件", en="Received by the centre")
AT_DESK = Text(
    zh="中心已收件，有内容要核对，工作人员会联系您。",
    en="Received by the centre; something has to be checked, a clerk will contact you.",
)
ACCEPTED = Text(zh="部门已受理，受理号 {number}", en="Accepted by the department, number {number}")
