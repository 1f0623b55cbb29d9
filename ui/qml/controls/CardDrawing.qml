pragma ComponentBehavior: Bound

import QtQuick
import Theme

// The reader of this machine, and a hand that lays an identity card on it, over and over.
Item {
    id: drawing

    property bool moving: !Theme.still
    property real laid: Theme.still ? 0.5 : 0

    implicitWidth: Theme.px(640)
    implicitHeight: Theme.px(480)

    Accessible.role: Accessible.Graphic
    Accessible.name: qsTr("把身份证平放在读卡区")

    Rectangle {
        id: reader

        anchors.horizontalCenter: parent.horizontalCenter
        y: parent.height * 0.36
        width: parent.width * 0.86
        height: parent.height * 0.6
        radius: Theme.px(32)
        color: Theme.device

        Rectangle {
            anchors.fill: parent
            anchors.margins: Theme.px(20)
            radius: Theme.px(20)
            color: Theme.deviceFace
            border.color: Theme.deviceLine
            border.width: Theme.px(3)

            Words {
                objectName: "drawn"
                anchors.horizontalCenter: parent.horizontalCenter
                y: parent.height - height - Theme.px(10)
                text: qsTr("读卡区")
                color: Theme.deviceInk
                font.pixelSize: Theme.px(28)
                Accessible.ignored: true
            }
        }
    }

    Rectangle {
        id: card

        x: (parent.width - width) / 2
        y: drawing.height * (drawing.laid * 0.44 - 0.02)
        width: parent.width * 0.5
        height: width * 0.63
        radius: Theme.px(16)
        color: Theme.card
        border.color: Theme.cardEdge
        border.width: Theme.px(3)

        Rectangle {
            x: parent.width * 0.66
            y: parent.height * 0.18
            width: parent.width * 0.26
            height: parent.height * 0.5
            radius: Theme.px(8)
            color: Theme.cardSoft

            Icon {
                anchors.centerIn: parent
                name: "user"
                colour: Theme.cardInk
                side: Theme.px(96)
                scale: parent.width * 0.8 / side
            }
        }

        Repeater {
            model: [0.34, 0.46, 0.22, 0.5]

            Rectangle {
                required property int index
                required property real modelData

                x: card.width * 0.08
                y: card.height * (0.2 + 0.14 * index)
                width: card.width * modelData
                height: card.height * 0.06
                radius: height / 2
                color: Theme.cardWords
            }
        }

        Rectangle {
            x: parent.width * 0.08
            y: parent.height * 0.8
            width: parent.width * 0.84
            height: parent.height * 0.08
            radius: height / 2
            color: Theme.cardInk
        }
    }

    SequentialAnimation {
        running: drawing.moving
        loops: Animation.Infinite

        NumberAnimation {
            target: drawing
            property: "laid"
            from: 0
            to: 1
            duration: 1100
            easing.type: Easing.InOutCubic
        }

        PauseAnimation {
            duration: 1500
        }

        NumberAnimation {
            target: drawing
            property: "laid"
            to: 0
            duration: 700
            easing.type: Easing.InOutCubic
        }

        PauseAnimation {
            duration: 400
        }
    }
}
