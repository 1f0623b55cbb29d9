pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Theme

// How far a place is chosen; touching a part chooses anew from there.
Flow {
    id: crumbs

    required property Rows model

    signal acted(int place)

    spacing: Theme.px(8)

    Repeater {
        model: crumbs.model

        Row {
            id: part

            required property int index
            required property string label
            readonly property bool last: index === crumbs.model.count - 1

            visible: last || !Theme.elder
            spacing: Theme.px(4)

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                visible: part.index > 0 && !Theme.elder
                name: "caret-right"
                colour: Theme.inkSoft
                side: Theme.px(40)
            }

            SecondaryButton {
                objectName: "crumb" + part.index
                width: implicitWidth
                height: Theme.touch(88)
                implicitWidth: Math.max(Theme.px(120), part.label.length * Theme.text(36) + Theme.px(64))
                name: qsTr("重选%1").arg(part.label)
                shown: part.label
                onActed: crumbs.acted(part.index)
            }
        }
    }
}
