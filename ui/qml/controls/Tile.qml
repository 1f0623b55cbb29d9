import QtQuick
import Theme

// A life event: icon, name, how many matters are behind it.
Touchable {
    id: tile

    required property string icon
    required property string label
    property string detail
    property bool compact: false

    name: label + ", " + detail
    implicitHeight: Math.max(Theme.px(compact ? 136 : 146), words.height + Theme.px(32))

    Card {
        anchors.fill: parent
        z: -1
        colour: tile.pressed ? Theme.primarySoft : Theme.surface
    }

    Rectangle {
        id: mark

        anchors.verticalCenter: parent.verticalCenter
        x: Theme.px(tile.compact ? 16 : 24)
        width: Theme.px(tile.compact ? 80 : 96)
        height: width
        radius: Theme.radius
        color: Theme.primarySoft

        Icon {
            anchors.centerIn: parent
            name: tile.icon
            colour: Theme.primary
            side: Theme.px(tile.compact ? 52 : 64)
        }
    }

    Column {
        id: words

        anchors.left: mark.right
        anchors.leftMargin: Theme.px(tile.compact ? 16 : 24)
        anchors.right: parent.right
        anchors.rightMargin: Theme.px(8)
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.px(4)

        Words {
            width: parent.width
            text: tile.label
            font.pixelSize: Theme.text(tile.compact ? 34 : 38)
            font.weight: Font.Medium
            lineHeight: 0.94
            Accessible.ignored: true
        }

        Words {
            width: parent.width
            text: tile.detail
            color: Theme.inkSoft
            font.pixelSize: Theme.caption
            Accessible.ignored: true
        }
    }
}
