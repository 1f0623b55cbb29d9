import QtQuick
import Theme

// One of a few ways to look at the same page; the one that holds is filled.
Touchable {
    id: choice

    property string icon
    property bool chosen: false

    role: Accessible.RadioButton
    implicitHeight: Math.max(Theme.touch(100), label.height + Theme.px(24))

    Accessible.checkable: true
    Accessible.checked: chosen

    Rectangle {
        anchors.fill: parent
        z: -1
        radius: Theme.radius
        color: choice.chosen ? Theme.primary : choice.pressed ? Theme.primarySoft : Theme.surface
        border.color: choice.chosen ? Theme.primary : Theme.primaryLine
        border.width: Theme.px(3)
    }

    Row {
        anchors.centerIn: parent
        spacing: Theme.px(12)

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: choice.icon
            colour: choice.chosen ? Theme.inkOnPrimary : Theme.primary
            side: Theme.px(40)
        }

        Words {
            id: label

            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, choice.width - Theme.px(84))
            text: choice.name
            color: choice.chosen ? Theme.inkOnPrimary : Theme.primary
            font.pixelSize: Theme.text(34)
            font.weight: Font.Medium
            lineHeight: 0.96
            Accessible.ignored: true
        }
    }
}
