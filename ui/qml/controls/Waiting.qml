import QtQuick
import Theme

// Where rows will stand, and what is being asked meanwhile.
Column {
    id: waiting

    property string text

    spacing: Theme.px(24)

    Repeater {
        model: Theme.low || (Theme.wide && Theme.large) ? 1 : 3

        Rectangle {
            width: parent?.width ?? 0
            height: Theme.px(128)
            radius: Theme.radius
            color: Theme.sunken
        }
    }

    Words {
        text: waiting.text
        color: Theme.inkSoft
    }
}
