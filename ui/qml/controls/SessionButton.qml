import QtQuick
import Theme

// One setting of this visit: icon and word.
Touchable {
    id: button

    property string icon
    property string word

    implicitHeight: Theme.sessionBar
    name: word

    Rectangle {
        anchors.fill: parent
        anchors.margins: Theme.px(8)
        z: -1
        radius: Theme.radius
        color: button.pressed ? Theme.primarySoft : "transparent"
    }

    Column {
        anchors.centerIn: parent
        spacing: Theme.px(4)

        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            name: button.icon
            colour: Theme.inkSoft
            side: Theme.px(44)
        }

        Words {
            anchors.horizontalCenter: parent.horizontalCenter
            text: button.word
            color: Theme.inkSoft
            width: Math.min(implicitWidth, button.width - Theme.px(24))
            font.pixelSize: Theme.frame
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Theme.px(22)
            horizontalAlignment: Text.AlignHCenter
            lineHeight: 1
            wrapMode: Text.NoWrap
            Accessible.ignored: true
        }
    }
}
