import QtQuick
import Theme

// The number as it is typed on the pad below, with a way to begin anew.
Rectangle {
    id: box

    property string text
    property string before
    property string after

    signal cleared

    implicitHeight: Theme.px(Theme.low ? 104 : 128)
    radius: Theme.radius
    color: Theme.surface
    border.width: Theme.px(4)
    border.color: Theme.primary

    Accessible.role: Accessible.StaticText
    Accessible.name: before + text + after

    Row {
        anchors.centerIn: parent
        spacing: Theme.px(6)

        Words {
            anchors.baseline: digits.baseline
            visible: text !== ""
            text: box.before
            color: Theme.inkSoft
            font.pixelSize: Theme.text(44)
            lineHeight: 1
            Accessible.ignored: true
        }

        Words {
            id: digits

            objectName: "typed"
            anchors.verticalCenter: parent.verticalCenter
            text: box.text
            width: Math.min(implicitWidth, box.width - 2 * erase.width - Theme.px(48))
            height: Theme.text(80)
            font.pixelSize: Theme.text(60)
            font.weight: Font.Medium
            font.letterSpacing: Theme.px(2)
            fontSizeMode: Text.HorizontalFit
            wrapMode: Text.NoWrap
            verticalAlignment: Text.AlignVCenter
            lineHeight: 1
            Accessible.ignored: true
        }

        Rectangle {
            anchors.verticalCenter: parent.verticalCenter
            width: Theme.px(4)
            height: Theme.px(64)
            color: Theme.primary
        }

        Words {
            anchors.baseline: digits.baseline
            visible: text !== ""
            text: box.after
            color: Theme.inkSoft
            font.pixelSize: Theme.text(44)
            lineHeight: 1
            Accessible.ignored: true
        }
    }

    Touchable {
        id: erase

        objectName: "clear"
        visible: box.text !== ""
        anchors.right: parent.right
        width: Theme.px(112)
        height: parent.height
        name: qsTr("全部删掉")
        onActed: box.cleared()

        Icon {
            anchors.centerIn: parent
            name: "x"
            colour: Theme.primary
            side: Theme.px(48)
        }
    }
}
