import Kiosk

// A person is called, or the telephone said; what was called says when, and whether somebody answered.
Question {
    id: question

    required property Screens frame
    readonly property string stands: frame.help
    readonly property bool may: stands === "" || stands === "away"
    readonly property string telephone: qsTr("电话 %1，机器编号 %2。").arg(frame.contact).arg(frame.terminal)

    signal closed

    icon: stands === "answered" ? "check-circle" : stands === "called" || stands === "calling" ? "clock" : "phone"
    title: stands === "answered" ? qsTr("管理员 %1 回应了").arg(frame.helpAt) : stands === "called" ? qsTr("%1 已经叫人了").arg(frame.helpAt) : stands === "calling" ? qsTr("正在叫人") : stands === "away" ? qsTr("没能叫到人") : qsTr("需要人帮忙？")
    text: [stands === "answered" ? qsTr("会来帮您，请在机器旁边等一等。") : stands === "called" ? qsTr("这里的管理员会看到，请在机器旁边等一等。着急就打电话。") : stands === "away" ? qsTr("现在联系不上管理员。请打电话，或找旁边服务台的工作人员。") : stands === "" ? qsTr("点“叫人来”，这里的管理员会知道是哪台机器、哪一页，不会知道您是谁。也可以打电话。") : "", telephone].filter(part => part !== "").join("\n")
    action: stands === "" ? qsTr("叫人来") : stands === "away" ? qsTr("再叫一次") : qsTr("知道了")
    second: may ? qsTr("不用了") : ""
    declines: true
    onActed: may ? frame.callHelp() : closed()
    onSeconded: closed()
}
