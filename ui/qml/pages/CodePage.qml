pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Theme
import "../controls"

// The code that was sent to the registered phone.
Page {
    id: page

    required property CodeModel view

    chooses: true
    title: qsTr("请输入手机收到的验证码")
    help: qsTr("已发到您登记的手机 %1，%2内有效。").arg(view.phone).arg(view.timeLeft)
    action: qsTr("核对")
    actionIcon: ""
    ready: view.complete
    why: qsTr("验证码是 %1 位数字，还没有输完。").arg(view.length)
    second: qsTr("重新发送")
    onActed: view.send()
    onSeconded: view.sendAgain()

    Row {
        id: boxes

        anchors.horizontalCenter: parent.horizontalCenter
        spacing: Theme.px(20)

        Accessible.role: Accessible.StaticText
        Accessible.name: qsTr("已输入 %1 位，共 %2 位").arg(page.view.digits.length).arg(page.view.length)

        Repeater {
            model: page.view.length

            Rectangle {
                id: cell

                required property int index
                readonly property bool next: index === page.view.digits.length

                width: Math.min(Theme.px(120), Math.floor((boxes.parent.width + boxes.spacing) / page.view.length - boxes.spacing))
                height: Theme.px(Theme.low ? 96 : page.wide ? 112 : 144)
                radius: Theme.radius
                color: Theme.surface
                border.width: Theme.px(next ? 5 : 3)
                border.color: next ? Theme.primary : Theme.primaryLine

                Words {
                    objectName: "codeDigit"
                    anchors.centerIn: parent
                    text: page.view.digits.charAt(cell.index)
                    font.pixelSize: Theme.px(72)
                    font.weight: Font.Medium
                    lineHeight: 1
                    Accessible.ignored: true
                }
            }
        }
    }

    Keypad {
        anchors.horizontalCenter: parent.horizontalCenter
        y: boxes.height + Theme.px(Theme.low ? 12 : page.wide ? 32 : 64)
        width: Math.min(parent.width, Theme.px(840))
        room: parent.height - y
        ready: !page.frame.busy
        onPressed: digit => page.view.press(digit)
        onErased: page.view.erase()
    }
}
