pragma ComponentBehavior: Bound

import QtQuick
import Theme

// One key of a pad: a character, or an icon with a name.
Touchable {
    id: key

    property string icon
    property real size: Theme.text(48)
    property bool plain: true // it writes, rather than doing something to what is written

    Card {
        anchors.fill: parent
        z: -1
        colour: key.pressed ? Theme.chosenSoft : !key.ready ? Theme.sunken : key.plain ? Theme.surface : Theme.primarySoft
    }

    Words {
        anchors.centerIn: parent
        visible: key.icon === ""
        text: key.name
        color: key.ready ? Theme.ink : Theme.inkSoft
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
