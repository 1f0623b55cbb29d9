import QtQuick
import Theme

// The next part of a list by one tap, for who does not drag.
Row {
    id: pager

    property bool atStart: true
    property bool atEnd: false

    signal turned(int way)

    height: Theme.touch(112)
    spacing: Theme.px(24)

    SecondaryButton {
        objectName: "pageUp"
        width: (pager.width - pager.spacing) / 2
        height: pager.height
        icon: "caret-left"
        name: qsTr("前一页")
        ready: !pager.atStart
        dim: !ready
        why: qsTr("这已经是第一页。")
        onActed: pager.turned(-1)
    }

    SecondaryButton {
        objectName: "pageDown"
        width: (pager.width - pager.spacing) / 2
        height: pager.height
        icon: "caret-right"
        iconAfter: true
        name: qsTr("后一页")
        ready: !pager.atEnd
        dim: !ready
        why: qsTr("后面没有了。")
        onActed: pager.turned(1)
    }
}
