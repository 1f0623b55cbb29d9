import QtQuick
import Theme

// A matter that suits the holder: short, for three in a row.
Touchable {
    id: suggestion

    required property string code
    required property string label
    required property string price
    required property string minutes
    required property string tag
    required property string icon
    required property bool open
    property bool compact: false

    name: [suggestion.label, price, minutes, tag].join(", ")
    // Asked for once more while a page is taken down that was still being made: its words are gone then.
    implicitHeight: Math.max(Theme.px(compact ? 168 : 264), (label?.y ?? 0) + (label?.implicitHeight ?? 0) + (detail?.height ?? 0) + Theme.px(40))

    Card {
        anchors.fill: parent
        z: -1
        colour: suggestion.pressed ? Theme.primarySoft : Theme.surface
    }

    Icon {
        x: Theme.px(24)
        y: Theme.px(20)
        visible: !suggestion.compact
        name: suggestion.icon
        colour: Theme.primary
        side: Theme.px(56)
    }

    Words {
        id: label

        x: Theme.px(24)
        y: Theme.px(suggestion.compact ? 20 : 88)
        width: parent.width - Theme.px(48)
        text: suggestion.label
        font.pixelSize: Theme.text(34)
        font.weight: Font.Medium
        lineHeight: 0.96
        maximumLineCount: 5
        elide: Text.ElideRight
        Accessible.ignored: true
    }

    Words {
        id: detail

        x: Theme.px(24)
        y: parent.height - height - Theme.px(20)
        width: parent.width - Theme.px(48)
        text: suggestion.open ? suggestion.price + " · " + suggestion.minutes : suggestion.tag
        color: suggestion.open ? Theme.inkSoft : Theme.attention
        font.pixelSize: Theme.caption
        lineHeight: 0.94
        elide: Text.ElideRight
        maximumLineCount: 4
        Accessible.ignored: true
    }
}
