import QtQuick
import Theme

// A QR code on white with its quiet zone, and what it is for.
Item {
    id: qr

    property string source
    property string caption
    property real side: Theme.px(320)

    implicitWidth: side
    implicitHeight: side + (caption !== "" ? words.height + Theme.px(12) : 0)

    Rectangle {
        width: qr.side
        height: qr.side
        radius: Theme.radius
        color: Theme.paper
        border.color: Theme.line
        border.width: Theme.px(2)

        Image {
            anchors.fill: parent
            anchors.margins: Theme.px(8)
            source: qr.source
            smooth: false
            cache: false
            fillMode: Image.PreserveAspectFit

            Accessible.role: Accessible.Graphic
            Accessible.name: qr.caption !== "" ? qr.caption : qsTr("二维码")
        }
    }

    Words {
        id: words

        y: qr.side + Theme.px(12)
        width: qr.side
        visible: text !== ""
        text: qr.caption
        color: Theme.inkSoft
        font.pixelSize: Theme.caption
        horizontalAlignment: Text.AlignHCenter
        Accessible.ignored: true
    }
}
