import QtQuick
import Theme

// The certificate as a picture, plainly marked as a sample, and a code that fetches it.
Item {
    id: card

    property string picture
    property string code

    implicitHeight: Math.max(sheet.height, qr.height + head.height) + Theme.px(80)

    Card {
        anchors.fill: parent
    }

    Rectangle {
        id: sheet

        x: Theme.px(40)
        y: Theme.px(40)
        width: Theme.px(340)
        height: width * 1.414
        color: Theme.paper
        border.color: Theme.line
        border.width: Theme.px(2)

        Image {
            anchors.fill: parent
            anchors.margins: Theme.px(2)
            source: card.picture
            cache: false
            smooth: true
            mipmap: true
            fillMode: Image.PreserveAspectFit

            Accessible.role: Accessible.Graphic
            Accessible.name: qsTr("证明的样子")
        }

        Rectangle {
            anchors.centerIn: parent
            width: stamp.width + Theme.px(48)
            height: stamp.height + Theme.px(16)
            rotation: -24
            radius: Theme.px(8)
            color: Theme.paperVeil
            border.color: Theme.paperStamp
            border.width: Theme.px(4)

            Words {
                id: stamp

                anchors.centerIn: parent
                text: qsTr("样张·未盖章")
                color: Theme.paperStamp
                font.pixelSize: Theme.px(34)
                font.bold: true
                wrapMode: Text.NoWrap
            }
        }
    }

    Words {
        id: head

        x: qr.x
        y: Theme.px(40)
        width: parent.width - x - Theme.px(40)
        text: qsTr("证明做好了，用手机扫码取走。")
        bottomPadding: Theme.px(24)
    }

    QrImage {
        id: qr

        x: sheet.x + sheet.width + Theme.px(40)
        y: head.y + head.height
        side: Theme.px(300)
        source: card.code
        caption: qsTr("扫码取证明")
    }
}
