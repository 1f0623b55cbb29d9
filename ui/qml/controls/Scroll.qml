pragma ComponentBehavior: Bound

import QtQuick
import Theme

// Content that may be longer than its place; a bar says that there is more, and in the elder mode two buttons turn it.
Item {
    id: scroll

    default property alias content: column.data
    property alias spacing: column.spacing
    property real step: flick.height * 0.85
    property bool middle: false
    property bool foot: false
    readonly property real whole: column.height
    readonly property bool turned: Theme.elder && Theme.keyboardHeight === 0 // beside the keyboard two buttons would take all there is
    readonly property real room: height - (turned ? Theme.touch(112) + Theme.px(24) : 0)
    readonly property bool atEnd: flick.contentHeight <= flick.height + 1 || flick.contentY >= flick.contentHeight - flick.height - Theme.px(8)
    readonly property bool longer: flick.contentHeight > flick.height + 1

    signal reached

    function toEnd(): void {
        flick.contentY = Math.max(0, flick.contentHeight - flick.height);
        reached();
    }

    function turn(way: int): void {
        flick.contentY = Math.max(0, Math.min(flick.contentY + way * step, flick.contentHeight - flick.height));
        if (atEnd)
            reached();
    }

    function reveal(item: Item): void {
        const foot = item.mapToItem(column, 0, 0).y + item.height + Theme.px(16);
        if (foot > flick.contentY + flick.height)
            flick.contentY = Math.min(foot - flick.height, Math.max(0, flick.contentHeight - flick.height));
    }

    Flickable {
        id: flick

        objectName: "scroll"
        width: parent.width
        height: pager.active ? scroll.room : parent.height
        contentHeight: column.y + column.height + Theme.px(24)
        boundsBehavior: Flickable.StopAtBounds
        interactive: scroll.longer
        clip: true
        onContentYChanged: if (contentY > 0 && contentY >= contentHeight - height - Theme.px(8))
            scroll.reached()

        Column {
            id: column

            y: scroll.foot ? Math.max(0, flick.height - height - Theme.px(24)) : scroll.middle ? Math.max(0, (flick.height - height) / 2 - Theme.px(24)) : 0
            width: flick.width - (scroll.longer ? Theme.px(32) : 0)
            spacing: Theme.px(24)
        }
    }

    Rectangle {
        visible: scroll.longer
        x: parent.width - width
        y: flick.visibleArea.yPosition * flick.height
        width: Theme.px(10)
        height: flick.visibleArea.heightRatio * flick.height
        radius: width / 2
        color: Theme.primaryLine
    }

    Loader {
        id: pager

        y: scroll.room + Theme.px(16)
        width: parent.width
        active: scroll.turned && column.height + Theme.px(24) > scroll.height + 1
        sourceComponent: Pager {
            atStart: flick.contentY <= 0
            atEnd: scroll.atEnd
            onTurned: way => scroll.turn(way)
        }
    }
}
