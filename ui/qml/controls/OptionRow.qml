import QtQuick
import Theme

// One of several answers: a ring, or a square where several may be chosen, that fills when it is chosen.
Touchable {
    id: option

    required property string label
    required property string detail
    property bool chosen: false
    property bool several: false

    name: detail !== "" ? label + ", " + detail : label
    role: several ? Accessible.CheckBox : Accessible.RadioButton
    implicitHeight: Math.max(Theme.px(Theme.elder ? 168 : 120), column.height + Theme.px(48))

    Accessible.checkable: true
    Accessible.checked: chosen

    Card {
        anchors.fill: parent
        z: -1
        colour: option.chosen || option.pressed ? Theme.primarySoft : Theme.surface
        edge: option.chosen ? Theme.primary : Theme.line
        edgeWidth: Theme.px(option.chosen ? 4 : 2)
    }

    Rectangle {
        id: ring

        x: Theme.px(32)
        anchors.verticalCenter: parent.verticalCenter
        width: Theme.px(48)
        height: width
        radius: option.several ? Theme.px(10) : width / 2
        color: option.chosen ? Theme.primary : Theme.surface
        border.width: Theme.px(3)
        border.color: option.chosen ? Theme.primary : Theme.inkSoft

        Icon {
            anchors.centerIn: parent
            visible: option.chosen
            name: "check"
            colour: Theme.inkOnPrimary
            side: Theme.px(32)
        }
    }

    Column {
        id: column

        anchors.left: ring.right
        anchors.leftMargin: Theme.px(28)
        anchors.right: parent.right
        anchors.rightMargin: Theme.px(32)
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.px(4)

        Words {
            width: parent.width
            text: option.label
            font.pixelSize: Theme.text(38)
            font.weight: Font.Medium
            lineHeight: 0.96
            Accessible.ignored: true
        }

        Words {
            width: parent.width
            visible: text !== ""
            text: option.detail
            color: Theme.inkSoft
            font.pixelSize: Theme.text(30)
            Accessible.ignored: true
        }
    }
}
