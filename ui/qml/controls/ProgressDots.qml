pragma ComponentBehavior: Bound

import QtQuick
import Theme

// How far the visit is: card, matter, form, check, done.
Row {
    id: dots

    property int count
    property int at

    spacing: Theme.px(16)
    visible: at >= 0

    Accessible.role: Accessible.ProgressBar
    Accessible.name: qsTr("第 %1 步，共 %2 步").arg(at + 1).arg(count)

    Repeater {
        model: dots.count

        Rectangle {
            required property int index

            width: index === dots.at ? Theme.px(48) : Theme.px(20)
            height: Theme.px(20)
            radius: height / 2
            color: index <= dots.at ? Theme.primary : Theme.sunken
            border.width: index <= dots.at ? 0 : Theme.px(2)
            border.color: Theme.line
        }
    }
}
