import QtQuick
import Theme

// A large sign and what it means: above each other, or beside each other where the panel is low.
Grid {
    id: sign

    property string icon
    property color colour
    property real side
    property string text
    property real size

    columns: Theme.low ? 2 : 1
    columnSpacing: Theme.px(24)
    verticalItemAlignment: Grid.AlignVCenter

    Icon {
        id: mark

        name: sign.icon
        colour: sign.colour
        side: Theme.low ? Theme.px(88) : sign.side
    }

    Words {
        objectName: "title"
        width: sign.width - (Theme.low ? mark.width + sign.columnSpacing : 0)
        text: sign.text
        font.pixelSize: Theme.low ? Theme.title : sign.size
        font.bold: true
        lineHeight: 0.96
        Accessible.role: Accessible.Heading
    }
}
