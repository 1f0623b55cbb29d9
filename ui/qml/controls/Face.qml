import QtQuick
import Theme

// One of five faces.
Touchable {
    id: face

    property int score: 3

    implicitHeight: Math.max(Theme.px(296), words.y + words.implicitHeight + Theme.px(16))

    Card {
        anchors.fill: parent
        z: -1
        colour: face.pressed ? Theme.primarySoft : Theme.surface
    }

    Icon {
        anchors.horizontalCenter: parent.horizontalCenter
        y: Theme.px(40)
        name: ["smiley-angry", "smiley-sad", "smiley-meh", "smiley", "smiley-sticker"][face.score - 1]
        colour: face.score < 3 ? Theme.attention : face.score === 3 ? Theme.primary : Theme.done
        side: Theme.px(112)
    }

    Words {
        id: words

        y: Theme.px(176)
        width: parent.width - Theme.px(16)
        x: Theme.px(8)
        height: parent.height - y
        text: face.name
        font.pixelSize: Theme.text(32)
        lineHeight: 0.94
        horizontalAlignment: Text.AlignHCenter
        verticalAlignment: Text.AlignVCenter
        Accessible.ignored: true
    }
}
