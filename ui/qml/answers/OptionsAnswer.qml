pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Theme
import "../controls"

// One or several of some rows.
Answer {
    id: answer

    required property OptionsEntry entry

    Words {
        id: count

        objectName: "chosenCount"
        width: parent.width
        visible: answer.entry.several
        text: answer.entry.most > 0 ? qsTr("已选 %1 项，最多 %2 项").arg(answer.entry.count).arg(answer.entry.most) : qsTr("已选 %1 项，可以选几项").arg(answer.entry.count)
        color: answer.entry.count > 0 ? Theme.done : Theme.inkSoft
        font.weight: Font.Medium
    }

    Scroll {
        y: count.visible ? count.height + Theme.px(24) : 0
        width: parent.width
        height: parent.height - y

        Repeater {
            model: answer.entry.choices

            OptionRow {
                required property string value

                objectName: "option_" + value
                width: parent?.width ?? 0
                several: answer.entry.several
                chosen: answer.entry.chosen.includes("," + value + ",")
                onActed: answer.entry.touch(value)
            }
        }
    }
}
