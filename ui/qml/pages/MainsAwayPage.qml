import QtQuick
import Kiosk
import Theme
import "../controls"

// The mains are away: nothing begins, since when, and what happens next.
Item {
    id: page

    required property Screens frame
    required property MainsAwayModel view
    readonly property bool wide: width > height

    readonly property real column: width - 2 * Theme.margin - (wide && !Theme.low ? Theme.rail : 0)

    Scroll {
        x: Theme.margin + (page.column - width) / 2
        y: page.wide ? Theme.px(24) : 0
        width: Math.min(page.column, Theme.px(1200))
        height: parent.height - 2 * y
        middle: true
        spacing: Theme.px(page.wide ? 28 : 40)

        SignTitle {
            width: parent.width
            rowSpacing: Theme.px(page.wide ? 28 : 40)
            icon: page.view.closing ? "battery-warning" : "plugs"
            colour: page.view.closing ? Theme.stopped : Theme.attentionMark
            side: Theme.px(page.wide ? 120 : 176)
            text: page.view.closing ? qsTr("电池快用完了，机器正在关机") : qsTr("停电了，暂时不能办事")
            size: Theme.text(page.wide ? 64 : 80)
        }

        Words {
            objectName: "reason"
            width: parent.width
            text: page.view.closing ? qsTr("已经收下的办件都存好了，来电后会自动送到中心。") : qsTr("机器在用备用电池，先不接新的事。来电后马上可以办，不用做什么。")
            font.pixelSize: Theme.low ? Theme.body : Theme.heading
        }

        Fact {
            width: parent.width
            icon: "clock"
            title: qsTr("从 %1 起停电").arg(page.view.since)
            text: page.view.closing ? qsTr("请带好您的证件和物品。") : qsTr("已经收下的办件都存好了。")
        }

        Fact {
            width: parent.width
            icon: "phone"
            title: page.view.contact
            text: qsTr("急事请打这个电话，或到旁边的服务台。")
        }
    }
}
