import QtQuick
import Kiosk
import Theme

// Where one is, what time it is, and whether the centre is reached.
Rectangle {
    id: bar

    required property Screens frame

    visible: frame.battery === "" // else the battery strip stands over it
    implicitHeight: Theme.statusBar
    color: Theme.surface

    Words {
        id: site

        objectName: "around"
        x: Theme.margin
        anchors.verticalCenter: parent.verticalCenter
        width: Math.min(implicitWidth, state.x - x - machine.width - Theme.px(64))
        visible: !Theme.low
        text: bar.frame.siteName
        color: Theme.inkSoft
        font.pixelSize: Theme.px(30)
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: Theme.px(20)
        elide: Text.ElideRight
        wrapMode: Text.NoWrap
    }

    Words {
        id: machine

        objectName: "around"
        x: site.x + site.width + Theme.px(24)
        anchors.verticalCenter: parent.verticalCenter
        visible: !Theme.low
        text: bar.frame.terminal
        color: Theme.inkSoft
        font.pixelSize: Theme.px(30)
    }

    Row {
        id: state

        anchors.right: parent.right
        anchors.rightMargin: Theme.margin
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.px(16)

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: bar.frame.online ? "wifi-high" : "wifi-slash"
            colour: bar.frame.online ? Theme.done : Theme.attention
            side: Theme.px(36)
        }

        Words {
            objectName: "around"
            anchors.verticalCenter: parent.verticalCenter
            visible: !Theme.low
            text: bar.frame.online ? qsTr("已联网") : qsTr("网络不通")
            color: bar.frame.online ? Theme.done : Theme.attention
            font.pixelSize: Theme.px(30)
        }

        Words {
            objectName: "around"
            anchors.verticalCenter: parent.verticalCenter
            leftPadding: Theme.px(16)
            text: bar.frame.clock
            font.pixelSize: Theme.px(36)
            font.weight: Font.Medium
        }
    }

    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.px(2)
        color: Theme.line
    }
}
