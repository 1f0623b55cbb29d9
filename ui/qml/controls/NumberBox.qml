import QtQuick
import Theme

// The number as it is typed on the keypad below.
Rectangle {
    id: box

    property string text

    implicitHeight: Theme.px(128)
    radius: Theme.radius
    color: Theme.surface
    border.width: Theme.px(4)
    border.color: Theme.primary

    Accessible.role: Accessible.StaticText
    Accessible.name: text

    Row {
        anchors.centerIn: parent
        spacing: Theme.px(6)

        Words {
            anchors.verticalCenter: parent.verticalCenter
            text: box.text
            font.pixelSize: Theme.text(60)
            font.weight: Font.Medium
            font.letterSpacing: Theme.px(4)
            lineHeight: 1
            Accessible.ignored: true
        }

        Rectangle {
            anchors.verticalCenter: parent.verticalCenter
            width: Theme.px(4)
            height: Theme.px(64)
            color: Theme.primary
        }
    }
}
