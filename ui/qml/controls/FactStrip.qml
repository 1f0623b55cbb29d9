import QtQuick
import Theme

// One fact of the strip: icon, what it is, its value, and a note where there is more to say.
Item {
    id: fact

    property string icon
    property string label
    property string value
    property string note

    implicitHeight: column.height + Theme.px(56)

    Accessible.role: Accessible.StaticText
    Accessible.name: note !== "" ? label + ": " + value + ", " + note : label + ": " + value

    Card {
        anchors.fill: parent
    }

    Column {
        id: column

        x: Theme.px(28)
        y: Theme.px(28)
        width: parent.width - Theme.px(56)
        spacing: Theme.px(8)

        Row {
            spacing: Theme.px(12)

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                name: fact.icon
                colour: Theme.primary
                side: Theme.px(40)
            }

            Words {
                anchors.verticalCenter: parent.verticalCenter
                width: Math.min(implicitWidth, column.width - x)
                text: fact.label
                color: Theme.inkSoft
                font.pixelSize: Theme.text(30)
                Accessible.ignored: true
            }
        }

        Words {
            width: parent.width
            text: fact.value
            font.pixelSize: Theme.text(38)
            font.weight: Font.Medium
            lineHeight: 0.96
            Accessible.ignored: true
        }

        Words {
            width: parent.width
            visible: text !== ""
            text: fact.note
            color: Theme.inkSoft
            font.pixelSize: Theme.caption
            Accessible.ignored: true
        }
    }
}
