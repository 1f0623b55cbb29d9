pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Theme
import "../controls"

// Nobody is here: what can be done, and how to begin.
Item {
    id: page

    required property Screens frame
    required property AttractModel view
    readonly property bool wide: width > height
    readonly property bool across: !wide || Theme.low // both buttons along the foot
    readonly property real foot: wide ? height - Theme.px(40) : lower.y - Theme.px(24) // of those
    readonly property int told: (view.trouble !== "" ? 1 : 0) + (view.offline ? 1 : 0) + view.notices.length
    readonly property bool troubled: told > 0
    readonly property bool pressed: wide && troubled && (Theme.low || Theme.large) // what is told has to be seen whole
    readonly property real share: !wide || (pressed && told > 1) ? 1 : pressed ? 0.62 : 0.5 // of the width, for words

    Touchable {
        objectName: "start"
        anchors.fill: parent
        scale: 1
        stop: false
        Accessible.ignored: true
        name: qsTr("开始办事")
        onActed: page.frame.start()
    }

    Scroll {
        id: words

        x: Theme.margin
        y: Theme.px(Theme.low ? 24 : page.wide ? 56 : 88)
        height: (page.across ? page.foot - Theme.px(32) : page.height - Theme.px(80)) - begin.height - y
        width: page.width * page.share - (page.share < 1 ? 1 : 2) * Theme.margin
        spacing: Theme.px(24)

        Words {
            objectName: "title"
            width: parent.width
            text: qsTr("放上身份证，\n自己就能办")
            font.pixelSize: Theme.text(Theme.low ? 64 : page.wide ? 76 : 92)
            font.bold: true
            lineHeight: 0.96
            Accessible.role: Accessible.Heading
        }

        TroubleBanner {
            width: parent.width
            text: page.view.trouble
            stopped: true
        }

        TroubleBanner {
            width: parent.width
            text: page.view.offline ? qsTr("网络现在不通：标着“不可用”的事暂时办不了，其他照常收件。") : ""
        }

        Repeater {
            model: page.view.notices

            TroubleBanner {
                required property string modelData

                width: parent?.width ?? 0
                text: modelData
            }
        }

        Words {
            width: parent.width
            visible: !page.pressed || (page.share < 1 && !Theme.large)
            text: qsTr("这里现在能办 %1 件事，不用排队，不用带复印件。").arg(page.view.openMatters)
            color: Theme.inkSoft
            font.pixelSize: Theme.text(page.wide ? 36 : 40)
        }
    }

    CardDrawing {
        id: drawing

        readonly property real side: page.width * (page.wide ? 0.92 - page.share : 0.76)
        readonly property real ceiling: page.wide ? Theme.px(56) : words.y + words.whole + Theme.px(48)
        readonly property real room: page.wide ? (samples.visible ? samples.y - Theme.px(72) : page.across ? begin.y - Theme.px(40) : page.height - Theme.sessionFoot) - ceiling : (samples.visible ? samples.y - Theme.px(72) : begin.y) - ceiling - Theme.px(40)

        x: page.wide ? (page.width * (1.04 + page.share) - Theme.margin - width) / 2 : (page.width - width) / 2
        y: ceiling + Math.max(0, room - height) / 2
        width: Math.min(height / 0.75, side)
        height: Math.max(Theme.px(160), Math.min(room, Theme.px(600)))
        visible: room > Theme.px(160) && (!page.wide || page.share < 1)
    }

    PrimaryButton {
        id: begin

        objectName: "begin"
        x: Theme.margin
        y: page.across ? page.foot - height : words.y + Math.min(words.whole + Theme.px(24), words.height) + Theme.px(24)
        width: page.across ? (page.width - 2 * Theme.margin - Theme.px(24)) * 0.62 : Theme.px(520)
        height: Math.max(Theme.px(136), implicitHeight, other.implicitHeight)
        icon: "caret-right"
        name: qsTr("点这里开始")
        onActed: page.frame.start()
    }

    SecondaryButton {
        id: other

        objectName: "elderStart"
        x: begin.x + begin.width + Theme.px(24)
        y: begin.y
        width: page.across ? page.width - Theme.margin - x : Theme.px(360)
        height: begin.height
        icon: "hand-heart"
        name: page.frame.elder ? qsTr("回到普通版") : qsTr("长辈版，字更大")
        onActed: page.frame.toggleElder()
    }

    // After the first picture: most stand before it.
    Loader {
        id: lower

        x: Theme.margin
        y: page.height - height - Theme.px(40)
        width: page.width - 2 * Theme.margin
        height: Theme.button
        active: !page.wide
        asynchronous: true
        sourceComponent: SecondaryButton {
            objectName: "wheelchairStart"
            icon: page.frame.wheelchair ? "check" : "wheelchair"
            name: page.frame.wheelchair ? qsTr("按钮放回原处") : qsTr("坐轮椅？把按钮放低")
            onActed: page.frame.toggleWheelchair()
        }
    }

    Words {
        x: Theme.margin
        y: samples.y - height - Theme.px(20)
        visible: samples.visible
        text: qsTr("这里能办的，比如")
        color: Theme.inkSoft
    }

    Row {
        id: samples

        readonly property real tallest: [...children].reduce((most, item) => Math.max(most, item.implicitHeight), 0)

        x: Theme.margin
        y: (page.wide ? page.height : begin.y) - height - Theme.px(page.wide ? 48 : 32)
        width: page.width - 2 * Theme.margin - (page.wide ? Theme.rail : 0)
        visible: !page.troubled && !Theme.large && (page.wide ? begin.y + begin.height : words.y + words.whole + Theme.px(300)) < y - Theme.px(72)
        spacing: Theme.px(24)

        Repeater {
            model: page.view.samples

            Sample {
                width: (samples.width - 2 * samples.spacing) / 3
                height: samples.tallest
                onActed: page.frame.start()
            }
        }
    }
}
