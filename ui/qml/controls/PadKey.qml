pragma ComponentBehavior: Bound

import QtQuick
import Theme

// One key of a pad: a character, or an icon with a name.
Touchable {
    id: key

    property string icon
    property string label: name
    property real size: Theme.text(48)
    property bool plain: true // it writes, rather than doing something to what is written
    property bool chosen: false

    Card {
        anchors.fill: parent
        z: -1
        colour: key.pressed ? Theme.chosenSoft : !key.ready ? Theme.sunken : key.plain && !key.chosen ? Theme.surface : Theme.primarySoft
        edge: key.chosen ? Theme.primary : Theme.line
        edgeWidth: Theme.px(key.chosen ? 5 : 2)
    }

    Words {
        anchors.centerIn: parent
        visible: key.icon === ""
        text: key.label
        color: key.chosen ? Theme.primary : key.ready ? Theme.ink : Theme.inkSoft
        font.pixelSize: Math.min(key.size, key.height * 0.6)
        font.weight: Font.Medium
        lineHeight: 1
        Accessible.ignored: true
    }

    Loader {
        anchors.centerIn: parent
        active: key.icon !== ""
        sourceComponent: Icon {
            name: key.icon
            side: Theme.px(64)
        }
    }
}
