import QtQuick
import Kiosk
import Theme
import "../controls"

// A number plate: the province, then letters and digits.
Answer {
    id: answer

    required property PlateEntry entry

    Column {
        anchors.fill: parent
        spacing: Theme.px(answer.wide ? 24 : 40)

        NumberBox {
            width: parent.width
            text: answer.entry.shown
            onCleared: answer.entry.eraseAll()
        }

        CharacterPad {
            width: parent.width
            visible: answer.entry.placing
            columns: answer.wide ? 8 : 7
            keys: answer.entry.provinces
            takes: answer.entry.takes
            onPressed: key => answer.entry.press(key)
        }

        CharacterPad {
            width: parent.width
            visible: !answer.entry.placing
            columns: 10
            keys: answer.entry.characters
            takes: answer.entry.takes
            erases: true
            why: answer.entry.takes === "" ? qsTr("车牌已经输完了。") : qsTr("第二位是字母，“挂学警”只在最后一位。")
            onPressed: key => answer.entry.press(key)
            onErased: answer.entry.erase()
        }
    }
}
