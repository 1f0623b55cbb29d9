pragma ComponentBehavior: Bound

import QtQuick
import Theme

// The scanner of this machine, and a phone that shows it a code, over and over.
Item {
    id: drawing

    property bool moving: !Theme.still
    property real near: 0

    implicitWidth: Theme.px(184)
    implicitHeight: Theme.px(112)

    Accessible.role: Accessible.Graphic
    Accessible.name: qsTr("把手机上的码对准扫码口")

    Rectangle {
        id: phone

        x: drawing.width * 0.06 + drawing.near * drawing.width * 0.14
        y: drawing.height * 0.08
        width: drawing.width * 0.3
        height: drawing.height * 0.84
        radius: Theme.px(12)
        color: Theme.card
        border.color: Theme.cardEdge
        border.width: Theme.px(3)

        Grid {
            anchors.centerIn: parent
            columns: 4
            spacing: phone.width * 0.04

            Repeater {
                model: [1, 0, 1, 1, 0, 1, 0, 1, 1, 1, 0, 0, 1, 0, 1, 1]

                Rectangle {
                    required property int modelData

                    width: phone.width * 0.13
                    height: width
                    color: modelData === 1 ? Theme.device : "transparent"
                }
            }
        }
    }

    Rectangle {
        x: drawing.width * 0.66
        width: drawing.width * 0.34
        height: drawing.height
        radius: Theme.px(16)
        color: Theme.device

        Rectangle {
            x: parent.width * 0.14
            y: parent.height * 0.2
            width: parent.width * 0.32
            height: parent.height * 0.6
            radius: Theme.px(8)
            color: Theme.deviceFace
            border.color: Theme.deviceLine
            border.width: Theme.px(3)

            Rectangle {
                anchors.centerIn: parent
                width: parent.width * 0.5
                height: Theme.px(4)
                color: Theme.beam
                opacity: 0.4 + 0.6 * drawing.near
            }
        }
    }

    SequentialAnimation {
        running: drawing.moving
        loops: Animation.Infinite

        NumberAnimation {
            target: drawing
            property: "near"
            from: 0
            to: 1
            duration: 900
            easing.type: Easing.InOutCubic
        }

        PauseAnimation {
            duration: 1400
        }

        NumberAnimation {
            target: drawing
            property: "near"
            to: 0
            duration: 600
            easing.type: Easing.InOutCubic
        }

        PauseAnimation {
            duration: 400
        }
    }
}
