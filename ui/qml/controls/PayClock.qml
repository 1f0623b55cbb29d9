import QtQuick
import Theme

// How long the payment code still holds.
Row {
    id: clock

    property int remaining
    property int whole: 1
    property real most // how wide it may be
    property bool brief: false

    spacing: Theme.px(Theme.low ? 16 : 32)

    CountdownRing {
        width: Theme.px(Theme.low ? 104 : 144)
        remaining: clock.remaining
        whole: clock.whole
        unit: clock.brief ? qsTr("秒") : ""
    }

    Words {
        width: clock.most > 0 ? Math.min(implicitWidth, clock.most - x) : implicitWidth
        visible: !clock.brief
        height: Math.max(Theme.px(144), implicitHeight)
        verticalAlignment: Text.AlignVCenter
        text: qsTr("秒内有效。\n付好以后会自动往下走。")
        color: Theme.inkSoft
    }
}
