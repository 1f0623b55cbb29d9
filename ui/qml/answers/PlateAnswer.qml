pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Theme
import "../controls"

// A number plate: the province, then letters and digits; of the two pads only the one that is asked for is made.
Answer {
    id: answer

    required property PlateEntry entry

    NumberBox {
        id: box

        width: parent.width
        text: answer.entry.shown
        onCleared: answer.entry.eraseAll()
    }

    Scroll {
        y: box.height + Theme.px(answer.wide ? 24 : 40)
        width: parent.width
        height: parent.height - y

        Loader {
            width: parent?.width ?? 0
            sourceComponent: answer.entry.placing ? provinces : characters
        }
    }

    Component {
        id: provinces

        CharacterPad {
            columns: answer.wide ? 8 : 7
            keys: answer.entry.provinces
            takes: answer.entry.takes
            onPressed: key => answer.entry.press(key)
        }
    }

    Component {
        id: characters

        CharacterPad {
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
