import QtQuick
import Kiosk
import Theme

// Back, how far, and the one way on; across the foot, or down the right-hand side of a wide screen.
Item {
    id: bar

    required property Screens frame
    property bool upright: false
    property string action
    property string actionIcon
    property bool ready: true
    property string why
    property string second
    property string secondIcon
    property bool backShown: true

    readonly property real gap: Theme.px(24)

    signal acted
    signal seconded

    ProgressDots {
        id: dots

        count: bar.frame.phases
        at: bar.frame.phase
        visible: at >= 0 && (bar.upright || bar.second === "")
        x: bar.upright ? Theme.px(32) : (back.visible ? back.x + back.width : 0) / 2 + (main.visible ? main.x : bar.width) / 2 - width / 2
        y: bar.upright ? Theme.px(56) : (bar.height - height) / 2
    }

    SecondaryButton {
        id: back

        objectName: "back"
        visible: bar.backShown && bar.frame.canGoBack
        icon: "caret-left"
        name: qsTr("返回")
        ready: !bar.frame.busy
        why: qsTr("请稍等，正在办理。")
        x: bar.upright ? Theme.px(32) : Theme.margin
        y: bar.upright ? bar.height - height - Theme.px(40) : (bar.height - height) / 2
        width: bar.upright ? bar.width - Theme.px(64) : implicitWidth
        onActed: bar.frame.back()
    }

    SecondaryButton {
        id: other

        objectName: "second"
        visible: bar.second !== ""
        icon: bar.secondIcon
        name: bar.second
        ready: !bar.frame.busy
        why: qsTr("请稍等，正在办理。")
        x: bar.upright ? Theme.px(32) : main.visible ? main.x - width - bar.gap : bar.width - width - Theme.margin
        y: bar.upright ? (main.visible ? main.y : back.visible ? back.y : bar.height - Theme.px(40)) - height - bar.gap : (bar.height - height) / 2
        width: bar.upright ? bar.width - Theme.px(64) : Math.min(implicitWidth, Theme.px(360), (main.visible ? main.x : bar.width) - bar.gap - (back.visible ? back.x + back.width + bar.gap : Theme.margin))
        onActed: bar.seconded()
    }

    PrimaryButton {
        id: main

        objectName: "action"
        visible: bar.action !== ""
        icon: bar.actionIcon
        name: bar.action
        ready: bar.ready && !bar.frame.busy
        why: bar.frame.busy ? qsTr("请稍等，正在办理。") : bar.why
        x: bar.width - width - (bar.upright ? Theme.px(32) : Theme.margin)
        y: bar.upright ? (back.visible ? back.y - bar.gap : bar.height - Theme.px(40)) - height : (bar.height - height) / 2
        width: bar.upright ? bar.width - Theme.px(64) : Math.min(Math.max(implicitWidth, Theme.px(400)), Theme.px(520))
        height: bar.upright ? Theme.px(136) : implicitHeight
        onActed: bar.acted()
    }
}
