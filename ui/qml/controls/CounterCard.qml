import QtQuick
import Theme

// Where a person does it: place, hours, telephone.
Item {
    id: counter

    property string place
    property string hours
    property string phone

    implicitHeight: column.height + Theme.px(72)

    Card {
        anchors.fill: parent
    }

    Column {
        id: column

        x: Theme.px(48)
        y: Theme.px(36)
        width: parent.width - Theme.px(96)
        spacing: Theme.px(32)

        Words {
            text: qsTr("可以到这里办")
            color: Theme.inkSoft
        }

        Grid {
            id: facts

            readonly property real cell: (width - (columns - 1) * columnSpacing) / columns

            width: parent.width
            columns: width > Theme.px(1000) ? 2 : 1
            rowSpacing: Theme.px(32)
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
    }
}
