import QtQuick
import Theme

// The printer's mouth, and a slip that is pulled out of it, over and over.
PullDrawing {
    id: drawing

    Accessible.name: qsTr("把纸从出纸口取下来")

    Rectangle {
        x: (drawing.hole.width - width) / 2
        y: height * (drawing.pulled - 0.62) - radius
        width: drawing.hole.width * 0.62
        height: drawing.hole.height
        radius: Theme.px(6)
        color: Theme.card
        border.color: Theme.cardEdge
        border.width: Theme.px(3)

        Repeater {
            model: [0.5, 0.76, 0.76, 0.6, 0.76, 0.4]

            Rectangle {
                required property real modelData
                required property int index

                x: parent.width * 0.12
                y: parent.height * (0.14 + index * 0.13)
                width: parent.width * modelData
                height: parent.height * 0.045
                radius: height / 2
                color: Theme.cardWords
            }
        }
    }
}
