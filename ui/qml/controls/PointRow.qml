import QtQuick
import Theme

// One service point: its number on the map, whether it is open, how far it is, address, telephone and hours.
Touchable {
    id: row

    required property string slug
    required property int number
    required property string label
    required property string what
    required property string far
    required property string address
    required property string phone
    required property string standing
    required property bool open
    required property string hours
    required property bool chosen
    property bool brief: false

    name: [label, what, standing, far, address, phone, hours].join(", ")
    role: Accessible.RadioButton
    implicitHeight: column.height + Theme.px(40)

    Accessible.checkable: true
    Accessible.checked: chosen

    Card {
        anchors.fill: parent
        z: -1
        colour: row.pressed ? Theme.primarySoft : Theme.surface
        edge: row.chosen ? Theme.primary : Theme.line
        edgeWidth: Theme.px(row.chosen ? 4 : 2)
    }

    Rectangle {
        id: badge

        x: Theme.px(28)
        y: Theme.px(28)
        width: Theme.px(60)
        height: width
        radius: width / 2
        color: row.chosen ? Theme.primary : Theme.primarySoft

        Words {
            anchors.centerIn: parent
            text: row.number
            color: row.chosen ? Theme.inkOnPrimary : Theme.primary
            font.pixelSize: Theme.px(36)
            font.weight: Font.Bold
            lineHeight: 1
            Accessible.ignored: true
        }
    }

    Column {
        id: column

        anchors.left: badge.right
        anchors.leftMargin: Theme.px(24)
        anchors.right: parent.right
        anchors.rightMargin: Theme.px(28)
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.px(4)

        Flow {
            width: parent.width
            spacing: Theme.px(16)

            Words {
                width: Math.min(implicitWidth, parent.width)
                height: Math.max(implicitHeight, Theme.text(44))
                verticalAlignment: Text.AlignVCenter
                text: row.label
                font.pixelSize: Theme.text(38)
                font.weight: Font.Medium
                lineHeight: 0.96
                Accessible.ignored: true
            }

            Tag {
                objectName: "standing_" + row.slug
                text: row.standing
                attention: !row.open
            }
        }

        Words {
            width: parent.width
            text: row.far + " · " + row.address
            font.pixelSize: Theme.text(32)
            Accessible.ignored: true
        }

        Words {
            width: parent.width
            text: row.what + " · " + row.phone
            color: Theme.inkSoft
            font.pixelSize: Theme.text(30)
            Accessible.ignored: true
        }

        Words {
            width: parent.width
            visible: row.chosen && !row.brief
            text: row.hours
            color: Theme.inkSoft
            font.pixelSize: Theme.text(30)
            Accessible.ignored: true
        }
    }
}
