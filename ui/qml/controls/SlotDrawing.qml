import QtQuick
import Theme

// The slot of this machine, and a card that is pulled out of it, over and over.
PullDrawing {
    id: drawing

    Accessible.name: qsTr("把卡从卡口里拔出来")

    Rectangle {
        y: height * (drawing.pulled - 0.62)
        width: drawing.hole.width
        height: width * 0.63
        radius: Theme.px(16)
        color: Theme.card
        border.color: Theme.cardEdge
        border.width: Theme.px(3)

        Rectangle {
            x: parent.width * 0.1
            y: parent.height * 0.16
            width: parent.width * 0.17
            height: width * 0.8
            radius: Theme.px(8)
            color: Theme.chip
            border.color: Theme.chipEdge
            border.width: Theme.px(2)
        }

        Rectangle {
            x: parent.width * 0.1
            y: parent.height * 0.62
            width: parent.width * 0.6
            height: parent.height * 0.08
            radius: height / 2
            color: Theme.cardWords
        }

        Rectangle {
            x: parent.width * 0.1
            y: parent.height * 0.78
            width: parent.width * 0.44
            height: parent.height * 0.08
            radius: height / 2
            color: Theme.cardWords
        }
    }
}
