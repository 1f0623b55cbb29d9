pragma ComponentBehavior: Bound

import QtQuick
import Theme

// Ten digits, a way to take one back, and one more character where it is asked for.
Grid {
    id: pad

    property bool ready: true
    property string extra
    property real room: Theme.px(640)
    property real keyHeight: Math.max(Theme.px(84), Math.min(Theme.px(160), (room - 3 * rowSpacing - Theme.px(8)) / 4))

    signal pressed(string key)
    signal erased

    columns: 3
    columnSpacing: Theme.px(24)
    rowSpacing: Theme.px(24)

    Repeater {
        model: ["1", "2", "3", "4", "5", "6", "7", "8", "9", pad.extra, "0", "<"]

        PadKey {
            id: key

            required property string modelData
            readonly property bool erases: modelData === "<"

            objectName: erases ? "erase" : "digit" + modelData
            opacity: modelData === "" ? 0 : 1
            enabled: modelData !== ""
            ready: pad.ready
            name: erases ? qsTr("删一位") : modelData
            icon: erases ? "backspace" : ""
            size: Theme.text(56)
            width: (pad.width - 2 * pad.columnSpacing) / 3
            height: pad.keyHeight
            Accessible.ignored: modelData === ""
            onActed: erases ? pad.erased() : pad.pressed(modelData)
        }
    }
}
