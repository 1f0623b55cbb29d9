import QtQuick
import Theme

// The receipt number, large, where it stands, and a code to follow it.
Item {
    id: card

    property string number
    property string words
    property string code
    property bool wide: false

    implicitHeight: Math.max(left.height, qr.height) + Theme.px(80)

    Card {
        anchors.fill: parent
        edge: Theme.primaryLine
    }

    Column {
        id: left

        x: Theme.px(40)
        anchors.verticalCenter: parent.verticalCenter
        width: qr.x - Theme.px(72)
        spacing: Theme.px(16)

        Words {
            text: qsTr("收件编号")
            color: Theme.inkSoft
        }

        Words {
            objectName: "number"
            width: parent.width
            text: card.number
            font.pixelSize: Theme.text(card.wide ? 64 : 52)
            font.bold: true
            wrapMode: Text.WrapAnywhere
            lineHeight: 1.1
        }

        Words {
            objectName: "state"
            width: parent.width
            text: card.words
            color: Theme.done
            font.weight: Font.Medium
        }
    }

    QrImage {
        id: qr

        x: parent.width - width - Theme.px(40)
        anchors.verticalCenter: parent.verticalCenter
        side: Theme.px(288)
        source: card.code
        caption: qsTr("扫码查进度")
    }
}
