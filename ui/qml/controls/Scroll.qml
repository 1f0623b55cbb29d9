import QtQuick
import Theme

// Content that may be longer than its place; a fading foot and a bar say that there is more.
Item {
    id: scroll

    default property alias content: column.data
    property alias spacing: column.spacing
    readonly property bool atEnd: flick.contentHeight <= flick.height + 1 || flick.contentY >= flick.contentHeight - flick.height - Theme.px(8)
    readonly property bool longer: flick.contentHeight > flick.height + 1

    signal reached

    function toEnd(): void {
        flick.contentY = Math.max(0, flick.contentHeight - flick.height);
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
        anchors.fill: parent
        contentHeight: column.height + Theme.px(24)
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        onContentYChanged: if (contentY > 0 && contentY >= contentHeight - height - Theme.px(8))
            scroll.reached()

        Column {
            id: column

            width: flick.width - (scroll.longer ? Theme.px(32) : 0)
            spacing: Theme.px(24)
        }
    }

    Rectangle {
        visible: scroll.longer
        x: parent.width - width
        y: flick.visibleArea.yPosition * parent.height
        width: Theme.px(10)
        height: flick.visibleArea.heightRatio * parent.height
        radius: width / 2
        color: Theme.primaryLine
    }
}
