import QtQuick
import Theme

// One of the matters that the attract screen shows as examples.
Touchable {
    id: sample

    required property string title
    required property string detail
    required property string icon

    name: title + ", " + detail
    implicitHeight: Math.max(Theme.px(304), column.height + Theme.px(48))

    Card {
        anchors.fill: parent
        z: -1
        colour: sample.pressed ? Theme.primarySoft : Theme.surface
    }

    Column {
        id: column

        x: Theme.px(28)
        y: Theme.px(24)
        width: parent.width - Theme.px(56)
        spacing: Theme.px(10)

        Icon {
            name: sample.icon
            colour: Theme.primary
            side: Theme.px(60)
        }

        Words {
            width: parent.width
            text: sample.title
            font.pixelSize: Theme.text(34)
            font.weight: Font.Medium
            lineHeight: 0.96
            maximumLineCount: 4
            elide: Text.ElideRight
            Accessible.ignored: true
        }

        Words {
            width: parent.width
            text: sample.detail
            color: Theme.inkSoft
            font.pixelSize: Theme.caption
            Accessible.ignored: true
        }
    }
}
