import QtQuick
import Theme

// What is already known, with where from, and a way to say that it isn't right.
Item {
    id: card

    property string value
    property string source

    signal change

    implicitHeight: column.height + Theme.px(80)

    Card {
        anchors.fill: parent
        edge: Theme.primaryLine
    }

    Column {
        id: column

        x: Theme.px(40)
        y: Theme.px(40)
        width: parent.width - Theme.px(80)
        spacing: Theme.px(16)

        Row {
            spacing: Theme.px(12)

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                name: card.source !== "" ? "database" : "check-circle"
                colour: Theme.done
                side: Theme.px(36)
            }

            Words {
                anchors.verticalCenter: parent.verticalCenter
                text: card.source !== "" ? qsTr("取自：%1").arg(card.source) : qsTr("您填的是")
                color: Theme.done
                font.pixelSize: Theme.text(30)
            }
        }

        Words {
            objectName: "known"
            width: parent.width
            text: card.value
            font.pixelSize: Theme.text(46)
            font.weight: Font.Medium
        }

        SecondaryButton {
            objectName: "edit"
            icon: "pencil-simple"
            name: qsTr("不对，我来改")
            onActed: card.change()
        }
    }
}
