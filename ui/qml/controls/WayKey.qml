import QtQuick
import Theme

// Beside the words that the keyboard offers: another way to write. On a low panel the word alone has room.
Touchable {
    id: key

    required property string icon

    width: row.width + Theme.px(40)
    height: parent?.height ?? 0
    board: true

    Rectangle {
        anchors.fill: parent
        anchors.margins: Theme.px(5)
        radius: Theme.px(12)
        color: key.pressed ? Theme.chosenSoft : Theme.primarySoft
        border.width: Theme.px(2)
        border.color: Theme.primaryLine
    }

    Row {
        id: row

        anchors.centerIn: parent
        spacing: Theme.px(12)

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            visible: !Theme.low
            name: key.icon
            colour: Theme.primary
        }

        Words {
            anchors.verticalCenter: parent.verticalCenter
            text: key.name
            color: Theme.primary
            font.pixelSize: Theme.px(36)
            font.weight: Font.Medium
            wrapMode: Text.NoWrap
            lineHeight: 1
            Accessible.ignored: true
        }
    }
}
