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

    readonly property real beside: icon !== "" ? Theme.px(52) : 0

    implicitWidth: Math.max(Theme.px(176), label.implicitWidth + beside + Theme.px(64))
    implicitHeight: Math.max(Theme.button, label.height + Theme.px(label.lineCount > 2 ? 56 : 20))

    Rectangle {
        anchors.fill: parent
        z: -1
        radius: Theme.radius
        color: button.pressed ? Theme.primarySoft : button.quiet ? "transparent" : Theme.surface
        border.color: button.dim ? Theme.line : Theme.primaryLine
        border.width: button.quiet ? 0 : Theme.px(3)
    }

    Icon {
        anchors.verticalCenter: parent.verticalCenter
        x: button.iconAfter ? label.x + (label.width + label.contentWidth) / 2 + Theme.px(12) : label.x + (label.width - label.contentWidth) / 2 - width - Theme.px(12)
        visible: button.icon !== ""
        name: button.icon
        colour: button.ink
        side: Theme.px(40)
    }

    Words {
        id: label

        readonly property real room: button.width - Theme.px(32) - button.beside

        anchors.centerIn: parent
        anchors.horizontalCenterOffset: button.beside * (button.iconAfter ? -0.5 : 0.5)
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
