import QtQuick
import Theme

// Why something can't be done yet, for as long as it takes to read.
Rectangle {
    id: explanation

    property string text

    signal over

    width: words.width + Theme.px(64)
    height: words.height + Theme.px(48)
    radius: Theme.radius
    color: Theme.attentionSoft
    border.color: Theme.attentionMark
    border.width: Theme.px(2)

    Timer {
        interval: 4000 * Theme.pace
        running: true
        onTriggered: explanation.over()
    }

    Words {
        id: words

        anchors.centerIn: parent
        width: Math.min(implicitWidth, Theme.px(560))
        text: explanation.text
        color: Theme.attention
    }
}
