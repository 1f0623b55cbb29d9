import QtQuick
import Kiosk
import Theme
import "../controls"

// The mirror with its oval: one instruction at a time, and another way at any moment.
Page {
    id: page

    required property FaceModel view

    title: view.unavailable ? qsTr("刷脸现在用不了") : view.failed ? qsTr("这次没有成功") : view.asked === "left" ? qsTr("请慢慢把头转向左边") : view.asked === "right" ? qsTr("请慢慢把头转向右边") : view.asked === "again" ? qsTr("好，请再看着镜头") : qsTr("请看着镜头，把脸放在圈里")
    help: view.failed ? view.why : qsTr("只在这台机器里比，比完就清掉，不保存、不上传。")
    action: view.failed && view.triesLeft > 0 ? qsTr("再试一次") : ""
    actionIcon: ""
    second: qsTr("用验证码")
    secondIcon: "phone"
    onActed: view.use()
    onSeconded: view.decline()

    Mirror {
        id: mirror

        anchors.horizontalCenter: parent.horizontalCenter
        visible: !page.view.failed
        width: Math.min(parent.width, height * 0.86)
        height: Math.min(parent.height - Theme.px(24), Theme.px(1000))
        picture: page.view.picture
        asked: page.view.asked
    }

    Scroll {
        anchors.fill: parent
        visible: page.view.failed
        spacing: Theme.px(40)

        Fact {
            width: parent.width
            icon: page.view.triesLeft > 0 ? "user" : "info"
            colour: Theme.attention
            soft: Theme.attentionSoft
            title: page.view.triesLeft > 0 ? qsTr("还可以再试 %1 次").arg(page.view.triesLeft) : qsTr("请换一种办法")
            text: qsTr("手机验证码或窗口都行，已经填的不会丢。")
        }

        SecondaryButton {
            objectName: "counter"
            icon: "map-pin"
            name: qsTr("到窗口办")
            onActed: page.view.toCounter()
        }
    }
}
