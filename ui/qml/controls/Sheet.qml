import QtQuick
import Theme

// A card over everything; nothing behind it can be touched.
Item {
    id: sheet

    property string name
    readonly property bool modal: true // keys go round within it
    default property alias content: inner.data

    anchors.fill: parent
    Accessible.role: Accessible.Dialog
    Accessible.name: name

    Rectangle {
        anchors.fill: parent
        color: Theme.shade
    }

    MouseArea {
        anchors.fill: parent
    }

    Card {
        anchors.horizontalCenter: parent.horizontalCenter
        y: Theme.upper > 0 ? sheet.height - height - Theme.margin : (sheet.height - height) / 2
        width: Math.min(Theme.px(856 * Theme.textScale), sheet.width - 2 * Theme.margin)
        height: inner.childrenRect.height + 2 * inner.y

        Item {
            id: inner

            x: Theme.px(Theme.low ? 40 : 56)
            y: x
            width: parent.width - 2 * x
            height: childrenRect.height
        }
    }
}
