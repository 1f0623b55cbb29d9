import QtQuick
import Theme

// A matter in a list: name, what one gets, price, time, and what holds it up.
Touchable {
    id: row

    required property string code
    required property string label
    required property string summary
    required property string price
    required property string minutes
    required property string tag
    required property string note
    required property bool open
    required property bool partly
    property bool brief: false

    name: [label, summary, price, minutes, tag].concat(open ? [] : [note]).join(", ")
    implicitHeight: column.height + Theme.px(56)

    Card {
        anchors.fill: parent
        z: -1
        colour: row.pressed ? Theme.primarySoft : Theme.surface
    }

    Column {
        id: column

        anchors.left: parent.left
        anchors.leftMargin: Theme.px(32)
        anchors.right: chevron.left
        anchors.rightMargin: Theme.px(16)
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.px(8)

        Words {
            width: parent.width
            text: row.label
            font.pixelSize: Theme.text(38)
            font.weight: Font.Medium
            lineHeight: 0.96
            Accessible.ignored: true
        }

        Words {
            width: parent.width
            visible: !row.brief
            text: row.summary
            color: Theme.inkSoft
            font.pixelSize: Theme.text(32)
            Accessible.ignored: true
        }

        Words {
            width: parent.width
            visible: !row.open
            text: row.note
            color: Theme.attention
            font.pixelSize: Theme.caption
            Accessible.ignored: true
        }

        Flow {
            width: parent.width
            spacing: Theme.px(24)

            Tag {
                text: row.tag
                attention: !row.open || row.partly
            }

            Words {
                height: Theme.text(48)
                verticalAlignment: Text.AlignVCenter
                text: row.price + "  ·  " + row.minutes
                color: Theme.inkSoft
                font.pixelSize: Theme.caption
                Accessible.ignored: true
            }
        }
    }

    Icon {
        id: chevron

        anchors.right: parent.right
        anchors.rightMargin: Theme.px(24)
        anchors.verticalCenter: parent.verticalCenter
        name: row.open ? "caret-right" : "info"
        colour: Theme.primary
    }
}
