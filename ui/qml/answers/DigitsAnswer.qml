import QtQuick
import Kiosk
import Theme
import "../controls"

// A number in a box and the pad below it.
Answer {
    id: answer

    required property DigitsEntry entry
    readonly property string least: entry.least
    readonly property string most: entry.most

    Column {
        anchors.fill: parent
        spacing: Theme.px(answer.wide ? 24 : 40)

        NumberBox {
            id: box

            width: parent.width
            text: answer.entry.shown
            before: answer.entry.before
            after: answer.entry.after
            onCleared: answer.entry.eraseAll()
        }

        Words {
            id: bounds

            width: parent.width
            visible: text !== ""
            text: answer.least !== "" && answer.most !== "" ? qsTr("从 %1 到 %2").arg(answer.least).arg(answer.most) : answer.least !== "" ? qsTr("最少 %1").arg(answer.least) : answer.most !== "" ? qsTr("最多 %1").arg(answer.most) : ""
            color: Theme.inkSoft
            horizontalAlignment: Text.AlignHCenter
        }

        Keypad {
            anchors.horizontalCenter: parent.horizontalCenter
            width: Math.min(parent.width, Theme.px(840))
            extra: answer.entry.extra
            room: parent.height - y
            onPressed: key => answer.entry.press(key)
            onErased: answer.entry.erase()
        }
    }
}
