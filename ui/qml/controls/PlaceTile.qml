import QtQuick
import Theme

// One division to touch.
Touchable {
    id: tile

    required property string code
    required property string label
    required property string detail

    name: detail !== "" ? label + ", " + detail : label
    implicitHeight: Math.max(Theme.touch(112), column.height + Theme.px(32))

    Card {
        anchors.fill: parent
        z: -1
        colour: tile.pressed ? Theme.primarySoft : Theme.surface
    }

    Column {
        id: column

        x: Theme.px(24)
        width: parent.width - Theme.px(48)
        anchors.verticalCenter: parent.verticalCenter

        Words {
            width: parent.width
            text: tile.label
            font.pixelSize: Theme.text(36)
            font.weight: Font.Medium
            lineHeight: 0.96
            Accessible.ignored: true
        }

        Words {
            width: parent.width
            visible: text !== ""
            text: tile.detail
            color: Theme.inkSoft
            font.pixelSize: Theme.caption
            Accessible.ignored: true
        }
    }
}
