import QtQuick
import Theme

// An opening of this machine with a lamp, and something that is pulled out of it, over and over.
Item {
    id: drawing

    // From 0 to 0.62: how far what is in the opening is out of it.
    property real pulled: 0
    default property alias content: hole.data
    readonly property alias hole: hole

    implicitWidth: Theme.px(640)
    implicitHeight: Theme.px(480)

    Accessible.role: Accessible.Graphic

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
        id: hole

        x: machine.x + mouth.x + mouth.width * 0.06
        y: machine.y + mouth.y + mouth.height / 2
        width: mouth.width * 0.88
        height: parent.height - y
        clip: true
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
