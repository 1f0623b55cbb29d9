import QtQuick
import Theme

// The slot of this machine, and a card that is pulled out of it, over and over.
Item {
    id: drawing

    property real pulled: 0

    implicitWidth: Theme.px(640)
    implicitHeight: Theme.px(480)

    Accessible.role: Accessible.Graphic
    Accessible.name: qsTr("把卡从卡口里拔出来")

    Rectangle {
        id: machine

        anchors.horizontalCenter: parent.horizontalCenter
        width: parent.width * 0.86
        height: parent.height * 0.44
        radius: Theme.px(32)
        color: Theme.device

        Rectangle {
            id: mouth

            x: parent.width * 0.16
            y: parent.height * 0.66
            width: parent.width * 0.68
            height: Math.max(Theme.px(14), parent.height * 0.07)
            radius: height / 2
            color: Theme.deviceHole
            border.color: Theme.deviceLine
            border.width: Theme.px(3)
        }

        Rectangle {
            anchors.horizontalCenter: parent.horizontalCenter
            y: parent.height * 0.24
            width: Theme.px(40)
            height: width
            radius: width / 2
            color: Theme.lamp

            SequentialAnimation on opacity {
                running: !Theme.still
                loops: Animation.Infinite

                NumberAnimation {
                    from: 1
                    to: 0.2
                    duration: 500
                }

                NumberAnimation {
                    to: 1
                    duration: 500
                }
            }
        }
    }

    Item {
        x: machine.x + mouth.x + mouth.width * 0.06
        y: machine.y + mouth.y + mouth.height / 2
        width: mouth.width * 0.88
        height: parent.height - y
        clip: true

        Rectangle {
            id: card

            y: height * (drawing.pulled - 0.62)
            width: parent.width
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

    SequentialAnimation {
        running: !Theme.still
        loops: Animation.Infinite

        NumberAnimation {
            target: drawing
            property: "pulled"
            from: 0
            to: 0.62
            duration: 1100
            easing.type: Easing.InOutCubic
        }

        PauseAnimation {
            duration: 900
        }

        NumberAnimation {
            target: drawing
            property: "pulled"
            to: 0
            duration: 500
        }
    }
}
