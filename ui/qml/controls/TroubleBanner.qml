import QtQuick
import Theme

// What happened and what to do.
Rectangle {
    id: banner

    property string text
    property bool stopped: false

    visible: text !== ""
    implicitHeight: visible ? words.height + Theme.px(Theme.low ? 24 : 48) : 0
    radius: Theme.radius
    color: stopped ? Theme.stoppedSoft : Theme.attentionSoft
    border.width: Theme.px(2)
    border.color: stopped ? Theme.stopped : Theme.attentionMark

    Accessible.role: Accessible.AlertMessage
    Accessible.name: text
    Accessible.ignored: text === ""

    Icon {
        x: Theme.px(32)
        anchors.verticalCenter: parent.verticalCenter
        name: banner.stopped ? "x-circle-fill" : "warning-circle-fill"
        colour: banner.stopped ? Theme.stopped : Theme.attentionMark
        side: Theme.px(56)
    }

    Words {
        id: words

        x: Theme.px(112)
        anchors.verticalCenter: parent.verticalCenter
        width: banner.width - Theme.px(144)
        text: banner.text
        color: banner.stopped ? Theme.stopped : Theme.attention
        font.weight: Font.Medium
        Accessible.ignored: true
    }
}
