import QtQuick
import Theme

// Where the keys stand: a double line that shows on any colour, inside what it surrounds, so that no list cuts it.
Item {
    id: frame

    property real more: 0 // how far it goes on to the right: a whole row while a switch chooses among rows

    objectName: "focusFrame"
    anchors.fill: parent
    anchors.rightMargin: -more
    z: 1000

    Rectangle {
        anchors.fill: parent
        anchors.margins: -Theme.px(2)
        radius: Theme.radius
        color: "transparent"
        border.width: Theme.px(12)
        border.color: Theme.surface
    }

    Rectangle {
        anchors.fill: parent
        radius: Theme.radius
        color: "transparent"
        border.width: Theme.px(7)
        border.color: Theme.ink
    }
}
