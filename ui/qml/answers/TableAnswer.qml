pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Theme
import "../controls"

// A table: its rows, or one cell of a row.
Answer {
    id: answer

    required property TableEntry entry

    Scroll {
        anchors.fill: parent
        visible: !answer.entry.asking

        Repeater {
            model: answer.entry.rows

            TableLine {
                width: parent?.width ?? 0
                onChange: answer.entry.change(place)
                onRemove: answer.entry.remove(place)
            }
        }

        SecondaryButton {
            objectName: "addRow"
            width: parent.width
            visible: !answer.entry.full
            icon: "plus"
            name: answer.entry.rows.count === 0 ? qsTr("填第一项") : qsTr("再加一项")
            onActed: answer.entry.add()
        }

        Words {
            width: parent.width
            text: answer.entry.full ? qsTr("最多 %1 项，已经满了。").arg(answer.entry.most) : answer.entry.rows.count === 0 ? qsTr("最多 %1 项，一项一项填。").arg(answer.entry.most) : qsTr("填完了就点“继续”。")
            color: Theme.inkSoft
        }
    }

    Words {
        id: where

        width: parent.width
        visible: answer.entry.asking
        text: qsTr("第 %1 项  ·  %2").arg(answer.entry.row).arg(answer.entry.column)
        font.pixelSize: Theme.text(38)
        font.weight: Font.Medium
    }

    AnswerHost {
        id: cell

        y: where.height + Theme.px(24)
        width: parent.width
        height: parent.height - y
        control: answer.entry.control
        entry: answer.entry.cell
        wide: answer.wide
        english: answer.english
        onDone: answer.done()

        Connections {
            target: answer.entry

            function onBegun(): void {
                cell.make();
            }
        }
    }
}
