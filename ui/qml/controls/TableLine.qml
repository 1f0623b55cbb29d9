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

    readonly property bool narrow: width - buttons.width < Theme.px(440 * Theme.textScale) // the buttons below

    implicitHeight: narrow ? text.height + buttons.height + Theme.px(56) : Math.max(Theme.px(Theme.elder ? 176 : 136), text.height + Theme.px(48))

    Card {
        anchors.fill: parent
    }

    Column {
        id: text

        x: Theme.px(32)
        y: line.narrow ? Theme.px(24) : (parent.height - height) / 2
        width: (line.narrow ? parent.width : buttons.x) - Theme.px(56)
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
        y: line.narrow ? text.height + Theme.px(40) : (parent.height - height) / 2
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
