import QtQuick
import QtQuick.VirtualKeyboard.Styles
import Theme
import "../../../../controls"

// One key as it is seen: a letter or an icon on a light plate.
KeyPanel {
    id: face

    property string label: control?.displayText ?? ""
    property string icon
    property real turn: 0
    property bool plain: true
    readonly property bool down: control?.pressed ?? false

    Rectangle {
        anchors.fill: parent
        anchors.margins: Theme.px(5)
        radius: Theme.px(12)
        color: face.down ? Theme.chosenSoft : face.plain ? Theme.surface : Theme.primarySoft
        border.width: Theme.px(2)
        border.color: face.down ? Theme.primary : Theme.line
    }

    Words {
        anchors.centerIn: parent
        visible: face.icon === ""
        text: face.label
        font.pixelSize: Math.round(Math.min(face.height * 0.46, Theme.px(44)))
        font.weight: Font.Medium
        font.capitalization: face.plain && (face.control?.uppercased ?? false) ? Font.AllUppercase : Font.MixedCase
        lineHeight: 1
        Accessible.ignored: true
    }

    Words {
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: Theme.px(12)
        visible: face.control?.smallTextVisible ?? false
        text: face.control?.smallText ?? ""
        color: Theme.inkSoft
        font.pixelSize: Math.max(Theme.px(20), Math.round(Math.min(face.height * 0.26, Theme.px(24))))
        lineHeight: 1
        Accessible.ignored: true
    }

    Icon {
        anchors.centerIn: parent
        visible: face.icon !== ""
        rotation: face.turn
        name: face.icon
        colour: Theme.primary
        side: Math.round(Math.min(face.height * 0.54, Theme.px(56)))
    }
}
