import QtQuick
import Theme

// Says how much of a list is seen.
Rectangle {
    id: bar

    required property Flickable list

    visible: list.contentHeight > list.height + 1
    x: list.x + list.width - width
    y: list.y + list.visibleArea.yPosition * list.height
    width: 5
    height: Math.max(24, list.visibleArea.heightRatio * list.height)
    radius: 2.5
    color: Theme.primaryLine
}
