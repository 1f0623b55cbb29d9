import QtQuick
import QtQuick.VirtualKeyboard.Styles
import Theme
import "../../../../controls"

// One word that the keyboard offers, wide enough for a finger.
SelectionListItem {
    id: candidate

    required property int index
    required property string display
    readonly property bool current: ListView.isCurrentItem

    width: Math.max(Theme.px(92), label.implicitWidth + Theme.px(44))

    Rectangle {
        anchors.fill: parent
        anchors.margins: Theme.px(6)
        visible: candidate.current
        radius: Theme.px(12)
        color: Theme.primarySoft
    }

    Words {
        id: label

        anchors.centerIn: parent
        text: candidate.display
        font.pixelSize: Theme.px(38)
        font.weight: candidate.current ? Font.Medium : Font.Normal
        wrapMode: Text.NoWrap
        lineHeight: 1
    }
}
