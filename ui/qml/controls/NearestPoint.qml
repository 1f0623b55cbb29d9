import QtQuick
import Theme

// A point to go to instead: its name, when it is open, how far it is, its telephone.
Item {
    id: near

    required property string slug
    required property string label
    required property string far
    required property string address
    required property string phone
    required property string standing
    required property bool open
    property string caption: open ? qsTr("现在开着、离得最近的") : qsTr("最早开门、离得最近的")

    implicitHeight: Math.max(column.height + Theme.px(40), Theme.px(120))

    Rectangle {
        anchors.fill: parent
        radius: Theme.radius
        color: Theme.primarySoft
    }

    Column {
        id: column

        x: Theme.px(32)
        anchors.verticalCenter: parent.verticalCenter
        width: parent.width - Theme.px(64)
        spacing: Theme.px(4)

        Words {
            width: parent.width
            visible: text !== ""
            text: near.caption
            color: Theme.inkSoft
            font.pixelSize: Theme.text(30)
        }

        Flow {
            width: parent.width
            spacing: Theme.px(16)

            Words {
                width: Math.min(implicitWidth, parent.width)
                height: Math.max(implicitHeight, Theme.text(44))
                verticalAlignment: Text.AlignVCenter
                text: near.label
                font.pixelSize: Theme.text(38)
                font.weight: Font.Medium
                lineHeight: 0.96
            }

            Tag {
                heard: true
                text: near.standing
                attention: !near.open
            }
        }

        Words {
            width: parent.width
            text: near.far + " · " + near.address + " · " + near.phone
            font.pixelSize: Theme.text(32)
        }
    }
}
