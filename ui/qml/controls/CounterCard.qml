import QtQuick
import Theme

// Where a person does it: place, hours, telephone, and where it is known whether it is open.
Item {
    id: counter

    property string place
    property string hours
    property string phone
    property string standing
    property bool open: true
    property bool asked: false // a question is answered there; nothing is done
    default property alias content: extra.data

    implicitHeight: column.height + Theme.px(64)

    Card {
        anchors.fill: parent
    }

    Column {
        id: column

        x: Theme.px(48)
        y: Theme.px(32)
        width: parent.width - Theme.px(96)
        spacing: Theme.px(28)

        Flow {
            width: parent.width
            spacing: Theme.px(16)

            Words {
                height: Math.max(implicitHeight, Theme.text(44))
                verticalAlignment: Text.AlignVCenter
                text: counter.asked ? qsTr("想问清楚，可以到这里") : qsTr("可以到这里办")
                color: Theme.inkSoft
            }

            Tag {
                heard: true
                objectName: "counterState"
                visible: counter.standing !== ""
                text: counter.standing
                attention: !counter.open
            }
        }

        Grid {
            id: facts

            readonly property real cell: (width - (columns - 1) * columnSpacing) / columns

            width: parent.width
            columns: width > Theme.px(1000) ? 2 : 1
            rowSpacing: Theme.px(24)
            columnSpacing: Theme.px(32)

            Fact {
                width: facts.cell
                visible: counter.place !== ""
                icon: "map-pin"
                title: counter.place
            }

            Fact {
                width: facts.cell
                visible: counter.hours !== ""
                icon: "clock"
                title: counter.hours
            }

            Fact {
                width: facts.cell
                icon: "phone"
                title: counter.phone
            }
        }

        Column {
            id: extra

            width: parent.width
            visible: children.length > 0
            spacing: Theme.px(28)
        }
    }
}
