import QtQuick
import Theme

// Something was left behind: what, whom to call about it, and how it is taken. Nothing else until it is.
Item {
    id: page

    required property string title
    required property string words
    required property string contact
    required property string stranger
    required property Component drawing
    readonly property bool wide: width > height

    Scroll {
        id: told

        x: Theme.margin
        y: page.wide ? 0 : Theme.px(88)
        height: page.height - y
        middle: page.wide
        width: page.wide ? page.width / 2 - Theme.margin : page.width - 2 * Theme.margin
        spacing: Theme.px(32)

        Words {
            objectName: "title"
            width: parent.width
            text: page.title
            font.pixelSize: Theme.text(page.wide ? 84 : 104)
            font.bold: true
            lineHeight: 0.96
            Accessible.role: Accessible.Heading
        }

        Words {
            width: parent.width
            text: page.words
            font.pixelSize: Theme.heading
        }

        Fact {
            width: parent.width
            icon: "phone"
            title: page.contact
            text: page.stranger
        }
    }

    Loader {
        readonly property real ceiling: page.wide ? Theme.px(48) : told.y + told.whole + Theme.px(64)
        readonly property real room: page.height - ceiling - Theme.px(64) - (page.wide ? Theme.sessionFoot : 0)

        x: page.wide ? page.width / 2 + (page.width / 2 - width) / 2 : (page.width - width) / 2
        y: ceiling + (room - height) / 2
        visible: room > Theme.px(160)
        width: Math.max(1, Math.min(page.width * (page.wide ? 0.42 : 0.84), room / 0.75))
        height: width * 0.75
        sourceComponent: page.drawing
    }
}
