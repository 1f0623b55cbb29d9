import QtQuick
import Theme

// A question that unfolds its answer when it is touched.
Touchable {
    id: fold

    required property string question
    required property string answer
    property bool open: false

    name: question
    implicitHeight: column.height + Theme.px(48)
    Accessible.checkable: true
    Accessible.checked: open
    onActed: open = !open

    Card {
        anchors.fill: parent
        z: -1
        colour: fold.pressed ? Theme.primarySoft : Theme.surface
    }

    Column {
        id: column

        x: Theme.px(32)
        y: Theme.px(24)
        width: parent.width - Theme.px(128)
        spacing: Theme.px(16)

        Words {
            width: parent.width
            height: Math.max(implicitHeight, Theme.px(64))
            text: fold.question
            font.pixelSize: Theme.text(36)
            font.weight: Font.Medium
            verticalAlignment: Text.AlignVCenter
            Accessible.ignored: true
        }

        Words {
            objectName: "foldAnswer"
            width: parent.width
            visible: fold.open
            text: fold.answer
            color: Theme.inkSoft
        }
    }

    Icon {
        x: parent.width - width - Theme.px(32)
        y: Theme.px(32)
        name: fold.open ? "minus" : "plus"
        colour: Theme.primary
        side: Theme.px(48)
    }
}
