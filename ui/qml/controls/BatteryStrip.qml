import QtQuick
import Kiosk
import Theme

// The mains are away while somebody is being served: how long there is. It stands in place of the status bar and in the
// page's upper margin: a page that it moved down would move its buttons away from under a finger.
Rectangle {
    id: strip

    required property Screens frame

    readonly property string whole: frame.battery === "closing" ? qsTr("电池快用完了：办完手上这一步，机器就关机。") : frame.battery === "minutes" ? qsTr("停电了，备用电池大约还能用 %1 分钟，请在这之前办完。").arg(frame.batteryMinutes) : qsTr("停电了，机器在用备用电池，请尽快办完。")
    readonly property string brief: frame.battery === "closing" ? qsTr("电池快用完了") : frame.battery === "minutes" ? qsTr("停电，约剩 %1 分钟").arg(frame.batteryMinutes) : qsTr("停电，请尽快办完")

    visible: frame.battery !== ""
    height: Theme.statusBar + Theme.px(Theme.low ? 8 : 24)
    color: Theme.attentionSoft

    Accessible.role: Accessible.AlertMessage
    Accessible.name: whole
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
        height: strip.height - Theme.px(16)
        verticalAlignment: Text.AlignVCenter
        fontSizeMode: Text.Fit
        minimumPixelSize: Theme.px(26)
        text: Theme.low ? strip.brief : strip.whole
        color: Theme.attention
        font.weight: Font.Medium
        Accessible.ignored: true
    }
}
