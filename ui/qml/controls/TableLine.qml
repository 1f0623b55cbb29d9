import QtQuick
import Theme

// One row of a table, with a way to change it and to take it away.
Item {
    id: line

    required property int place
    required property string label
    required property string detail

    signal change
    signal remove

    implicitHeight: Math.max(Theme.px(Theme.elder ? 176 : 136), text.height + Theme.px(48))

    Card {
        anchors.fill: parent
    }

    Column {
        id: text

        x: Theme.px(32)
        width: buttons.x - Theme.px(56)
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.px(4)

        Words {
            width: parent.width
            text: line.label
            font.pixelSize: Theme.text(38)
            font.weight: Font.Medium
        }

        Words {
            width: parent.width
            visible: text !== ""
            text: line.detail
            color: Theme.inkSoft
            font.pixelSize: Theme.text(32)
        }
    }

    Row {
        id: buttons

        x: parent.width - width - Theme.px(16)
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.px(8)

        SecondaryButton {
            objectName: "changeRow" + line.place
            quiet: true
            icon: "pencil-simple"
            name: qsTr("修改第 %1 项").arg(line.place + 1)
            shown: qsTr("修改")
            onActed: line.change()
        }

        SecondaryButton {
            objectName: "removeRow" + line.place
            quiet: true
            icon: "x"
            name: qsTr("去掉第 %1 项").arg(line.place + 1)
            shown: qsTr("去掉")
            onActed: line.remove()
        }
    }
}
