pragma ComponentBehavior: Bound

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
        x: bar.upright ? Theme.px(32) : (back.active ? back.x + back.width : 0) / 2 + (main.active ? main.x : bar.width) / 2 - width / 2
        y: bar.upright ? Theme.px(56) : (bar.height - height) / 2
    }

    // A button that a page does not have is not made.
    Loader {
        id: back

        active: bar.backShown && bar.frame.canGoBack
        x: bar.upright ? Theme.px(32) : Theme.margin
        y: bar.upright ? bar.height - height - Theme.px(40) : (bar.height - height) / 2
        width: bar.upright ? bar.width - Theme.px(64) : implicitWidth
        sourceComponent: SecondaryButton {
            objectName: "back"
            icon: "caret-left"
            name: qsTr("返回")
            ready: !bar.frame.busy
            why: qsTr("请稍等，正在办理。")
            onActed: bar.frame.back()
        }
    }

    Loader {
        id: other

        active: bar.second !== ""
        x: bar.upright ? Theme.px(32) : main.active ? main.x - width - bar.gap : bar.width - width - Theme.margin
        y: bar.upright ? (main.active ? main.y : back.active ? back.y : bar.height - Theme.px(40)) - height - bar.gap : (bar.height - height) / 2
        width: bar.upright ? bar.width - Theme.px(64) : Math.min(implicitWidth, Theme.px(360), (main.active ? main.x : bar.width) - bar.gap - (back.active ? back.x + back.width + bar.gap : Theme.margin))
        sourceComponent: SecondaryButton {
            objectName: "second"
            icon: bar.secondIcon
            name: bar.second
            ready: !bar.frame.busy
            why: qsTr("请稍等，正在办理。")
            onActed: bar.seconded()
        }
    }

    Loader {
        id: main

        active: bar.action !== ""
        x: bar.width - width - (bar.upright ? Theme.px(32) : Theme.margin)
        y: bar.upright ? (back.active ? back.y - bar.gap : bar.height - Theme.px(40)) - height : (bar.height - height) / 2
        width: bar.upright ? bar.width - Theme.px(64) : Math.min(Math.max(implicitWidth, Theme.px(400)), Theme.px(520))
        height: bar.upright ? Theme.px(136) : implicitHeight
        sourceComponent: PrimaryButton {
            objectName: "action"
            icon: bar.actionIcon
            name: bar.action
            ready: bar.ready && !bar.frame.busy
            why: bar.frame.busy ? qsTr("请稍等，正在办理。") : bar.why
            onActed: bar.acted()
        }
    }
}
