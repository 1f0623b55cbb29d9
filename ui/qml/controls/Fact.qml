import QtQuick
import Theme

// An icon, a short heading, and one sentence.
Item {
    id: fact

    property string icon
    property string title
    property string text
    property color colour: Theme.primary
    property color soft: Theme.primarySoft

    implicitHeight: Math.max(mark.height, words.height)

    Accessible.role: Accessible.StaticText
    Accessible.name: [title, text].filter(part => part !== "").join("\n")
    Accessible.ignored: title === "" && text === ""

    Rectangle {
        id: mark

        width: Theme.px(104)
        height: width
        radius: Theme.radius
        color: fact.soft

        Icon {
            anchors.centerIn: parent
            name: fact.icon
            colour: fact.colour
            side: Theme.px(60)
        }
    }

    Column {
        id: words

        x: mark.width + Theme.px(32)
        y: Math.max(0, (mark.height - height) / 2)
        width: parent.width - x
        spacing: Theme.px(4)

        Words {
            width: parent.width
            visible: text !== ""
            text: fact.title
            Accessible.ignored: true
            font.pixelSize: Theme.text(40)
            font.weight: Font.Medium
            lineHeight: 0.96
        }

        Words {
            width: parent.width
            visible: text !== ""
            text: fact.text
            Accessible.ignored: true
            color: Theme.inkSoft
        }
    }
}
