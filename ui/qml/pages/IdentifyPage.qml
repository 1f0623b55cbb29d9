pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Theme
import "../controls"

// Lay a card: the drawing shows where.
Page {
    id: page

    required property IdentifyModel view

    readonly property bool apart: wide && (Theme.low || Theme.large) // the reader is drawn beside the ways

    looked: true
    title: qsTr("请把身份证平放在读卡区")
    help: Theme.low && Theme.large ? "" : qsTr("读到以后会自动往下走，卡可以先收好。")
    backShown: false
    aside: apart ? beside : null

    component ReaderState: Row {
        id: state

        property real room

        spacing: Theme.px(16)

        Rectangle {
            anchors.verticalCenter: parent.verticalCenter
            width: Theme.px(24)
            height: width
            radius: width / 2
            color: Theme.done

            SequentialAnimation on opacity {
                running: !Theme.still
                loops: Animation.Infinite

                NumberAnimation {
                    from: 1
                    to: 0.25
                    duration: 800
                }

                NumberAnimation {
                    to: 1
                    duration: 800
                }
            }
        }

        Words {
            objectName: "readerState"
            width: Math.min(implicitWidth, state.room - Theme.px(40))
            text: qsTr("读卡器在等您的卡")
            color: Theme.done
            font.pixelSize: Theme.low ? Theme.body : Theme.text(38)
            font.weight: Font.Medium
        }
    }

    // Where the ways need all the room the reader and its state stand where other pages have buttons.
    Component {
        id: beside

        Column {
            spacing: Theme.px(24)

            CardDrawing {
                width: parent.width
                height: width
            }

            ReaderState {
                anchors.horizontalCenter: parent.horizontalCenter
                room: parent.width
            }
        }
    }

    CardDrawing {
        id: drawing

        readonly property real room: parent.height - ways.height - Theme.px(64)

        anchors.horizontalCenter: parent.horizontalCenter
        y: Math.max(0, (room - height) / 2)
        visible: !page.apart && room > Theme.px(160)
        height: Math.max(Theme.px(160), Math.min(room, Theme.px(660)))
        width: Math.min(parent.width, height / 0.75)
    }

    Scroll {
        anchors.fill: parent
        foot: true

        Column {
            id: ways

            width: parent.width
            spacing: Theme.px(24)

            ReaderState {
                anchors.horizontalCenter: parent.horizontalCenter
                visible: !page.apart
                room: page.column
            }

            Grid {
                id: others

                readonly property int shown: (page.view.socialCard ? 1 : 0) + (page.view.codeScanner ? 1 : 0)
                readonly property real tallest: columns > 1 ? Math.max(social.implicitHeight, scan.implicitHeight) : 0
                readonly property real side: (width - (columns - 1) * spacing) / columns

                width: parent.width
                columns: page.wide && !page.apart ? Math.max(1, shown) : 1
                spacing: Theme.px(24)

                WayCard {
                    id: social

                    width: others.side
                    height: Math.max(implicitHeight, others.tallest)
                    visible: page.view.socialCard
                    icon: "credit-card"
                    text: qsTr("没带身份证？也可以把社会保障卡芯片朝上插进下面的卡口。")
                }

                WayCard {
                    id: scan

                    objectName: "codeWay"
                    width: others.side
                    height: Math.max(implicitHeight, others.tallest)
                    visible: page.view.codeScanner
                    icon: "qr-code"
                    text: qsTr("也可以把手机上的电子身份码对准扫码口；只想查进度，就扫回执上的码。")
                }
            }
        }
    }
}
