pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Theme
import "../controls"

// Somebody else: the name, then the identity number.
Answer {
    id: answer

    required property PersonEntry entry

    Loader {
        width: parent.width
        active: !answer.entry.numbering
        sourceComponent: Column {
            spacing: Theme.px(16)

            Words {
                width: parent?.width ?? 0
                visible: !Theme.low || Theme.keyboardHeight === 0
                text: qsTr("先填姓名，下一步填身份证号码。")
                color: Theme.inkSoft
            }

            TextBox {
                width: parent?.width ?? 0
                height: Math.max(Theme.px(88), Math.min(implicitHeight, answer.height - y))
                name: qsTr("姓名")
                text: answer.entry.name
                hint: qsTr("点这里输入")
                onEdited: text => answer.entry.setName(text)
                onDone: answer.done()
            }
        }
    }

    Loader {
        anchors.fill: parent
        active: answer.entry.numbering
        sourceComponent: Column {
            spacing: Theme.px(Theme.low ? 8 : answer.wide ? 20 : 32)

            Words {
                width: parent.width
                text: qsTr("%1的身份证号码，18 位").arg(answer.entry.name)
                color: Theme.inkSoft
            }

            NumberBox {
                width: parent.width
                text: answer.entry.shown
                onCleared: answer.entry.eraseAll()
            }

            Keypad {
                anchors.horizontalCenter: parent.horizontalCenter
                width: Math.min(parent.width, Theme.px(840))
                extra: "X"
                room: parent.height - y
                onPressed: key => answer.entry.press(key)
                onErased: answer.entry.erase()
            }
        }
    }
}
