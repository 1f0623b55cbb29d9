pragma ComponentBehavior: Bound

import QtQuick
import Theme

// A pen for who can't draw with a finger: each key draws a short stroke from where the last one ended.
Column {
    id: pen

    signal drawn(int across, int down)

    spacing: Theme.px(16)

    Words {
        width: parent.width
        text: qsTr("每按一下画一笔，画个自己的记号，和签名一样算数。")
        color: Theme.inkSoft
    }

    Row {
        id: row

        width: parent.width
        spacing: Theme.px(16)

        Repeater {
            model: [
                {
                    key: "penLeft",
                    name: qsTr("向左画"),
                    across: -1,
                    down: 0
                },
                {
                    key: "penUp",
                    name: qsTr("向上画"),
                    across: 0,
                    down: -1
                },
                {
                    key: "penDown",
                    name: qsTr("向下画"),
                    across: 0,
                    down: 1
                },
                {
                    key: "penRight",
                    name: qsTr("向右画"),
                    across: 1,
                    down: 0
                }
            ]

            SecondaryButton {
                required property var modelData

                objectName: modelData.key
                width: (row.width - 3 * row.spacing) / 4
                name: modelData.name
                onActed: pen.drawn(modelData.across, modelData.down)
            }
        }
    }
}
