import QtQuick
import Theme

// Something else that can be done on this screen.
Touchable {
    id: button

    property string icon
    property bool quiet: false
    property string shown: name
    property real large: Theme.label
    property bool iconAfter: false
    property bool dim: false // can't act for longer than a moment
    readonly property color ink: dim ? Theme.inkSoft : Theme.primary

    implicitWidth: Math.max(Theme.px(176), row.implicitWidth + Theme.px(64))
    implicitHeight: Math.max(Theme.button, label.height + Theme.px(label.lineCount > 2 ? 56 : 20))

    Rectangle {
        anchors.fill: parent
        z: -1
        radius: Theme.radius
        color: button.pressed ? Theme.primarySoft : button.quiet ? "transparent" : Theme.surface
        border.color: button.dim ? Theme.line : Theme.primaryLine
        border.width: button.quiet ? 0 : Theme.px(3)
    }

    Row {
        id: row

        anchors.centerIn: parent
        spacing: Theme.px(12)
        layoutDirection: button.iconAfter ? Qt.RightToLeft : Qt.LeftToRight

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            visible: button.icon !== ""
            name: button.icon
            colour: button.ink
            side: Theme.px(40)
        }

        Words {
            id: label

            readonly property real room: button.width - Theme.px(button.icon !== "" ? 84 : 32)

            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, room)
            text: button.shown
            color: button.ink
            font.pixelSize: button.large
            font.weight: Font.Medium
            lineHeight: implicitWidth > room ? 0.8 : 0.96
            horizontalAlignment: Text.AlignHCenter
            Accessible.ignored: true
        }
    }
}
