pragma ComponentBehavior: Bound

import QtQuick
import Theme

// A label, its value, and Change where it can be changed.
Item {
    id: row

    required property string field
    required property string label
    required property string value
    required property bool first
    property bool lined: y > 0 // above the first stands the card's own edge
    property real lineWidth: width // further where the line parts two records that stand in two columns

    signal change(string field)

    // Whole pixels, else the line between two rows may fall between them.
    implicitHeight: Math.round(Math.max(Theme.px(field === "" ? 96 : Theme.elder ? 208 : 136), column.height + Theme.px(40)))

    Accessible.role: Accessible.StaticText
    Accessible.name: label + "\n" + value

    Rectangle {
        visible: row.lined
        width: row.lineWidth
        height: Theme.px(row.first ? 4 : 2)
        color: row.first ? Theme.primaryLine : Theme.line
    }

    Column {
        id: column

        x: Theme.px(32)
        anchors.verticalCenter: parent.verticalCenter
        width: (button.active ? button.x : parent.width) - Theme.px(56)
        spacing: Theme.px(2)

        Words {
            width: parent.width
            text: row.label
            Accessible.ignored: true
            color: Theme.inkSoft
            font.pixelSize: Theme.caption
        }

        Words {
            width: parent.width
            text: row.value
            Accessible.ignored: true
            font.pixelSize: Theme.text(38)
            font.weight: Font.Medium
        }
    }

    Loader {
        id: button

        active: row.field !== ""
        x: parent.width - width - Theme.px(24)
        anchors.verticalCenter: parent.verticalCenter
        height: Theme.touch(88)
        sourceComponent: SecondaryButton {
            objectName: "change_" + row.field
            quiet: true
            icon: "pencil-simple"
            name: qsTr("修改%1").arg(row.label)
            shown: qsTr("修改")
            onActed: row.change(row.field)
        }
    }
}
