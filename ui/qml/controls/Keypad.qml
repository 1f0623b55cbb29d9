pragma ComponentBehavior: Bound

import QtQuick
import Theme

// Ten digits and a way to take one back.
Grid {
    id: pad

    property bool ready: true
    property real keyHeight: Theme.px(136)

    signal pressed(string digit)
    signal erased

    columns: 3
    columnSpacing: Theme.px(24)
    rowSpacing: Theme.px(24)

    Repeater {
        model: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "", "0", "<"]

        Touchable {
            id: key

            required property string modelData
            readonly property bool erases: modelData === "<"

            objectName: erases ? "erase" : "digit" + modelData
            opacity: modelData === "" ? 0 : 1
            enabled: modelData !== ""
            ready: pad.ready
            name: erases ? qsTr("删一位") : modelData
            width: (pad.width - 2 * pad.columnSpacing) / 3
            height: pad.keyHeight
            Accessible.ignored: modelData === ""
            onActed: erases ? pad.erased() : pad.pressed(modelData)

            Card {
                anchors.fill: parent
                z: -1
                colour: key.pressed ? Theme.primarySoft : Theme.surface
            }

            Words {
                anchors.centerIn: parent
                visible: !key.erases
                text: key.modelData
                font.pixelSize: Theme.text(56)
                font.weight: Font.Medium
                lineHeight: 1
                Accessible.ignored: true
            }

            Icon {
                anchors.centerIn: parent
                visible: key.erases
                name: "backspace"
                side: Theme.px(64)
            }
        }
    }
}
