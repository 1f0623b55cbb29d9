pragma ComponentBehavior: Bound

import QtQuick
import Theme

// Ten digits, a way to take one back, and one more character where it is asked for.
Grid {
    id: pad

    property bool ready: true
    property string extra
    property real room: Theme.px(640)
    readonly property int lines: fits(4) ? 4 : fits(3) ? 3 : 2
    property real keyHeight: Math.max(Theme.touch(84), Math.min(Theme.px(160), (room - (lines - 1) * rowSpacing - Theme.px(8)) / lines))

    signal pressed(string key)
    signal erased

    // Where four rows have no room the keys stand in three or two.
    function fits(rows: int): bool {
        return room >= least(rows, 12);
    }

    function least(rows: int, gap: real): real {
        return rows * Theme.touch(84) + (rows - 1) * Theme.px(gap) + Theme.px(8);
    }

    columns: 12 / lines
    columnSpacing: Theme.px(lines < 4 ? 16 : 24)
    rowSpacing: Theme.px(room < least(lines, 24) ? 12 : 24)

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
            width: (pad.width - (pad.columns - 1) * pad.columnSpacing) / pad.columns
            height: pad.keyHeight
            Accessible.ignored: modelData === ""
            onActed: erases ? pad.erased() : pad.pressed(modelData)
        }
    }
}
