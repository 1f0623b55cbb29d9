import QtQuick
import Theme

// How long the payment code still holds.
Row {
    id: clock

    property int remaining
    property int whole: 1

    spacing: Theme.px(32)

    CountdownRing {
        width: Theme.px(144)
        remaining: clock.remaining
        whole: clock.whole
    }

    Words {
        height: Theme.px(144)
        verticalAlignment: Text.AlignVCenter
        text: qsTr("秒内有效。\n付好以后会自动往下走。")
        color: Theme.inkSoft
    }
}
