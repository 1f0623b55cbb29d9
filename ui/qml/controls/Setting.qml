import QtQuick
import Theme

// One of the looks that a row of the display panel offers, shown as it would be.
Touchable {
    id: setting

    property bool chosen: false
    property string sample
    property real large: Theme.body
    property color ink: Theme.ink
    property color paper: Theme.surface

    role: Accessible.RadioButton
    implicitHeight: Theme.touch(112)

    Accessible.checkable: true
    Accessible.checked: chosen

    Rectangle {
        anchors.fill: parent
        z: -1
        radius: Theme.radius
        color: setting.paper
        border.color: setting.chosen ? Theme.primary : Theme.line
        border.width: Theme.px(setting.chosen ? 8 : 3)
    }

    Words {
        anchors.centerIn: parent
        width: Math.min(implicitWidth, parent.width - Theme.px(24))
        text: setting.sample
        color: setting.ink
        font.pixelSize: setting.large
        font.weight: Font.Medium
        lineHeight: 0.94
        horizontalAlignment: Text.AlignHCenter
        Accessible.ignored: true
    }
}
