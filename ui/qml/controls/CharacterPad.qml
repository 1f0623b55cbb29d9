pragma ComponentBehavior: Bound

import QtQuick
import Theme

// Keys with one character each; those that can't come next say why.
Flow {
    id: pad

    required property string keys
    required property int columns
    property string takes
    property string why
    property bool erases: false
    readonly property int across: Math.max(1, Math.min(columns, Math.floor((width + Theme.px(8)) / (Theme.touch(84) + Theme.px(8)))))
    readonly property real side: Math.floor((width - (across - 1) * spacing) / across)

    signal pressed(string key)
    signal erased

    spacing: Theme.px(across < columns ? 8 : 12)

    Repeater {
        model: pad.keys.split("")

        PadKey {
            required property string modelData

            objectName: "key_" + modelData
            width: pad.side
            height: Theme.touch(Theme.low ? 84 : 112)
            name: modelData
            ready: pad.takes.includes(modelData)
            why: pad.why
            onActed: pad.pressed(modelData)
        }
    }

    PadKey {
        objectName: "erase"
        visible: pad.erases
        width: 2 * pad.side + pad.spacing
        height: Theme.touch(Theme.low ? 84 : 112)
        name: qsTr("删一位")
        icon: "backspace"
        onActed: pad.erased()
    }
}
