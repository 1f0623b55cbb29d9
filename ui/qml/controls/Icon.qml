import QtQuick
import Theme

// A vendored icon in one colour.
Image {
    id: icon

    property string name
    property color colour: Theme.ink
    property real side: Theme.px(48)

    width: side
    height: side
    source: visible && name !== "" ? "image://icon/" + name + "/" + colour.toString().substring(1) : ""
    sourceSize: Qt.size(side, side)
}
