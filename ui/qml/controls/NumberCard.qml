import QtQuick
import Theme

// The receipt number, large, where it stands, and a code to follow it.
Item {
    id: card

    property string number
    property string words
    property string code
    property bool wide: false

    implicitHeight: Math.max(standing.y + standing.height, qr.y + qr.height) + Theme.px(32)

    Card {
        anchors.fill: parent
        edge: Theme.primaryLine
    }

    Words {
        id: caption

        x: Theme.px(40)
        y: Theme.px(32)
        text: qsTr("收件编号")
        color: Theme.inkSoft
    }

    Words {
        id: digits

        objectName: "number"
        x: Theme.px(40)
        anchors.top: caption.bottom
        width: (card.wide ? qr.x : parent.width) - Theme.px(80)
        text: card.number
        font.pixelSize: Theme.text(64)
        font.bold: true
        fontSizeMode: Text.HorizontalFit
        wrapMode: Text.NoWrap
        lineHeight: 0.96
    }

    Words {
        id: standing

        objectName: "state"
        x: Theme.px(40)
        anchors.top: digits.bottom
        anchors.topMargin: Theme.px(24)
        width: qr.x - Theme.px(72)
        text: card.words
        color: Theme.done
        font.pixelSize: Theme.text(38)
        font.weight: Font.Medium
    }

    QrImage {
        id: qr

        x: parent.width - width - Theme.px(40)
        y: card.wide ? Theme.px(32) : digits.y + digits.height + Theme.px(16)
        side: Theme.px(232)
        source: card.code
        caption: qsTr("扫码查进度")
    }
}
