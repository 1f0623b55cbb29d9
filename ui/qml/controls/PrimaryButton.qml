import QtQuick
import Theme

// The one thing that this screen asks for.
Touchable {
    id: button

    property string icon
    readonly property color ink: ready ? Theme.inkOnPrimary : Theme.inkOnResting

    implicitWidth: Math.max(Theme.px(320), row.implicitWidth + Theme.px(80))
    implicitHeight: Math.max(Theme.button, label.height + Theme.px(label.lineCount > 2 ? 56 : 20))

    Rectangle {
        anchors.fill: parent
        z: -1
        radius: Theme.radius
        color: button.pressed ? Theme.primaryPressed : button.ready ? Theme.primary : Theme.resting
    }

    Row {
        id: row

        anchors.centerIn: parent
        spacing: Theme.px(16)

        Words {
            id: label

            readonly property real room: button.width - Theme.px(button.icon !== "" ? 104 : 40)

            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, room)
            text: button.name
            color: button.ink
            font.pixelSize: Theme.label * 1.1
            font.bold: true
            lineHeight: implicitWidth > room ? 0.8 : 0.96
            horizontalAlignment: Text.AlignHCenter
            Accessible.ignored: true
        }

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            visible: button.icon !== ""
            name: button.icon
            colour: button.ink
        }
    }
}
