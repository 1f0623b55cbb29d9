import Kiosk

// A person is called, or the telephone said; what was called says when, and whether somebody answered. While the
// intercom rings or is spoken through, one may hang up, or go on with the matter meanwhile.
Question {
    id: question

    required property Screens frame
    readonly property string stands: frame.help
    readonly property bool may: stands === "" || stands === "away"
    readonly property bool held: stands === "ringing" || stands === "speaking"
    readonly property string telephone: qsTr("电话 %1，机器编号 %2。").arg(frame.contact).arg(frame.terminal)

    signal closed

    icon: stands === "answered" || stands === "speaking" ? "check-circle" : stands === "called" || stands === "calling" || stands === "ringing" ? "clock" : "phone"
    title: stands === "speaking" ? qsTr("已经接通") : stands === "ringing" ? qsTr("正在接通管理员") : stands === "answered" ? qsTr("管理员 %1 回应了").arg(frame.helpAt) : stands === "called" ? qsTr("%1 已经叫人了").arg(frame.helpAt) : stands === "calling" ? qsTr("正在叫人") : stands === "away" ? qsTr("没能叫到人") : qsTr("需要人帮忙？")
    text: [stands === "speaking" ? qsTr("请对着机器说话。也可以一边说，一边接着办。") : stands === "ringing" ? qsTr("请等一等，听到声音就对着机器说话。") : stands === "answered" ? qsTr("会来帮您，请在机器旁边等一等。") : stands === "called" ? qsTr("这里的管理员会看到，请在机器旁边等一等。着急就打电话。") : stands === "away" ? qsTr("现在联系不上管理员。请打电话，或找旁边服务台的工作人员。") : stands === "" ? qsTr("点“叫人来”，这里的管理员会知道是哪台机器、哪一页，不会知道您是谁。也可以打电话。") : "", telephone].filter(part => part !== "").join("\n")
    action: held ? qsTr("接着办") : stands === "" ? qsTr("叫人来") : stands === "away" ? qsTr("再叫一次") : qsTr("知道了")
    second: held ? qsTr("挂断") : may ? qsTr("不用了") : ""
    declines: !held
    onActed: may ? frame.callHelp() : closed()
    onSeconded: held ? frame.hangUp() : closed()
}
