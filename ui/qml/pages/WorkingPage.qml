import QtQuick
import Kiosk
import Theme
import "../controls"

// What is being done now; after a payment, first of all that it has arrived.
Page {
    id: page

    required property WorkingModel view

    backShown: false
    looked: true

    Column {
        anchors.centerIn: parent
        width: parent.width
        spacing: Theme.px(48)

        Rectangle {
            anchors.horizontalCenter: parent.horizontalCenter
            width: Theme.px(320)
            height: width
            radius: width / 2
            color: page.view.paid ? Theme.doneSoft : Theme.primarySoft

            Icon {
                anchors.centerIn: parent
                name: page.view.paid ? "check-circle-fill" : page.view.printing ? "printer" : "hourglass-medium"
                colour: page.view.paid ? Theme.done : Theme.primary
                side: Theme.px(page.view.paid ? 240 : 160)
            }
        }

        Words {
            objectName: "paid"
            Accessible.role: Accessible.AlertMessage
            width: parent.width
            visible: page.view.paid
            text: qsTr("已付款")
            color: Theme.done
            font.pixelSize: Theme.text(72)
            font.bold: true
            horizontalAlignment: Text.AlignHCenter
        }

        Words {
            objectName: "working"
            Accessible.role: Accessible.Heading
            width: parent.width
            text: page.view.words
            font.pixelSize: Theme.heading
            font.weight: Font.Medium
            horizontalAlignment: Text.AlignHCenter
        }

        Row {
            anchors.horizontalCenter: parent.horizontalCenter
            spacing: Theme.px(24)

            Repeater {
                model: 3

                Rectangle {
                    id: dot

                    required property int index

                    width: Theme.px(24)
                    height: width
                    radius: width / 2
                    color: Theme.primary

                    SequentialAnimation on opacity {
                        running: !Theme.still
                        loops: Animation.Infinite

                        PauseAnimation {
                            duration: 200 * dot.index
                        }

                        NumberAnimation {
                            from: 1
                            to: 0.2
                            duration: 400
                        }

                        NumberAnimation {
                            to: 1
                            duration: 400
                        }

                        PauseAnimation {
                            duration: 200 * (2 - dot.index)
                        }
                    }
                }
            }
        }
    }
}
