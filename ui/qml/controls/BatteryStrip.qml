import QtQuick
import Kiosk
import Theme

// The mains are away while somebody is being served: how long there is.
Rectangle {
    id: strip

    required property Screens frame

    visible: frame.battery !== ""
    height: visible ? words.height + Theme.px(32) : 0
    color: Theme.attentionSoft

    Accessible.role: Accessible.AlertMessage
    Accessible.name: words.text
    Accessible.ignored: !visible

    Icon {
        x: Theme.margin
        anchors.verticalCenter: parent.verticalCenter
        name: "battery-warning"
        colour: Theme.attentionMark
        side: Theme.px(48)
    }

    Words {
        id: words

        objectName: "batteryStrip"
        x: Theme.margin + Theme.px(72)
        anchors.verticalCenter: parent.verticalCenter
        width: strip.width - x - Theme.margin
        text: strip.frame.battery === "closing" ? qsTr("电池快用完了：办完手上这一步，机器就关机。") : strip.frame.battery === "minutes" ? qsTr("停电了，备用电池大约还能用 %1 分钟，请在这之前办完。").arg(strip.frame.batteryMinutes) : qsTr("停电了，机器在用备用电池，请尽快办完。")
        color: Theme.attention
        font.weight: Font.Medium
        Accessible.ignored: true
    }
}
