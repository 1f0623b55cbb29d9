import QtQuick
import Theme

// Another way to begin, in words beside a picture of it.
Item {
    id: way

    property string icon
    property string text

    implicitHeight: Math.max(Theme.px(136), words.height + Theme.px(40))

    Card {
        anchors.fill: parent
    }

    Icon {
        x: Theme.px(32)
        anchors.verticalCenter: parent.verticalCenter
        name: way.icon
        colour: Theme.primary
        side: Theme.px(72)
    }

    Words {
        id: words

        x: Theme.px(136)
        anchors.verticalCenter: parent.verticalCenter
        width: parent.width - Theme.px(168)
        text: way.text
    }
}
