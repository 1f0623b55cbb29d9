import QtQuick
import Kiosk
import Theme
import "../controls"

// A card is still in the slot: nothing else until it is taken.
Item {
    id: page

    required property Screens frame
    required property CardLeftModel view
    readonly property bool wide: width > height

    Scroll {
        id: words

        x: Theme.margin
        y: page.wide ? 0 : Theme.px(88)
        height: page.height - y
        middle: page.wide
        width: page.wide ? page.width / 2 - Theme.margin : page.width - 2 * Theme.margin
        spacing: Theme.px(32)

        Words {
            objectName: "title"
            width: parent.width
            text: qsTr("请取走您的卡")
            font.pixelSize: Theme.text(page.wide ? 84 : 104)
            font.bold: true
            lineHeight: 0.96
            Accessible.role: Accessible.Heading
        }

        Words {
            width: parent.width
            text: qsTr("卡还在卡口里。取走以后，下一位就可以开始。")
            font.pixelSize: Theme.heading
        }

        Fact {
            width: parent.width
            icon: "phone"
            title: page.view.contact
            text: qsTr("不是您的卡？请不要拿走，打这个电话或告诉旁边的工作人员。")
        }
    }

    SlotDrawing {
        readonly property real ceiling: page.wide ? Theme.px(48) : words.y + words.whole + Theme.px(64)
        readonly property real room: page.height - ceiling - Theme.px(64) - (page.wide ? Theme.sessionFoot : 0)

        x: page.wide ? page.width / 2 + (page.width / 2 - width) / 2 : (page.width - width) / 2
        y: ceiling + (room - height) / 2
        visible: room > Theme.px(160)
        width: Math.max(1, Math.min(page.width * (page.wide ? 0.42 : 0.84), room / 0.75))
        height: width * 0.75
    }
}
