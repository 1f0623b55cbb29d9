import QtQuick
import Kiosk
import Theme

// The whole guide on one's own phone by its code, or the short one on paper.
Column {
    id: take

    required property GuideModel view

    spacing: Theme.px(16)
    visible: view.code !== ""

    Item {
        width: parent.width
        height: Math.max(qr.height, said.height) + Theme.px(64)

        Card {
            anchors.fill: parent
        }

        QrImage {
            id: qr

            objectName: "guideCode"
            x: Theme.px(32)
            y: Theme.px(32)
            side: Theme.px(232)
            source: take.view.code
        }

        Column {
            id: said

            x: qr.x + qr.width + Theme.px(40)
            anchors.verticalCenter: parent.verticalCenter
            width: parent.width - x - Theme.px(40)
            spacing: Theme.px(24)

            Words {
                width: parent.width
                text: take.view.printer ? qsTr("指南可以带走：用手机扫码看全文，或者打印一份短的。") : qsTr("指南可以带走：用手机扫码看全文。")
            }

            SecondaryButton {
                objectName: "printGuide"
                visible: take.view.printer
                icon: "printer"
                name: qsTr("打印指南")
                ready: !take.view.printing
                why: qsTr("正在打印，请稍等。")
                onActed: take.view.printSlip()
            }
        }
    }

    PaperState {
        width: parent.width
        paper: take.view.paper
        words: take.view.paperWords
        againName: "printGuideAgain"
        busy: take.view.printing
        onAgain: take.view.printSlip()
    }
}
