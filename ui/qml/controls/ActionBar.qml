pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Theme

// Back, how far, and the one way on; across the foot, or down the right-hand side of a wide screen.
Rectangle {
    id: bar

    required property PageHost host
    readonly property Page page: host.page
    readonly property Screens frame: host.frame
    readonly property bool upright: host.wide
    readonly property string action: page?.action ?? ""
    readonly property string second: page?.second ?? ""
    readonly property list<string> besides: page?.besides ?? []

    readonly property bool crowded: !upright && (page?.crowded ?? false)
    readonly property real gap: Theme.px(24)
    readonly property real lane: crowded ? Theme.actionBar * 0.8 : 0 // where the row of back and on begins
    readonly property real rest: width - 2 * Theme.margin - (back.shown ? back.width + gap : 0)
    readonly property real foot: height - (upright ? Theme.sessionFoot : 0)

    color: upright ? Theme.surface : "transparent"

    Rectangle {
        visible: bar.upright
        width: Theme.px(2)
        height: parent.height
        color: Theme.line
    }

    ProgressDots {
        id: dots

        readonly property bool fits: (main.shown ? main.x : bar.width) - (back.shown ? back.x + back.width : 0) >= width + 2 * bar.gap

        count: bar.frame.phases
        at: bar.frame.phase
        visible: at >= 0 && (bar.upright || (bar.second === "" && bar.besides.length === 0 && fits))
        x: bar.upright ? Theme.px(32) : (back.shown ? back.x + back.width : 0) / 2 + (main.shown ? main.x : bar.width) / 2 - width / 2
        y: bar.upright ? Theme.px(56) : bar.lane + (bar.foot - bar.lane - height) / 2
    }

    Loader {
        x: Theme.px(32)
        y: (bar.foot - height) / 2
        width: bar.width - Theme.px(64)
        sourceComponent: bar.upright ? bar.page?.aside ?? null : null
    }

    // Made when a page first has it, and kept for the next: a page turns sooner.
    component Place: Loader {
        property bool shown: false

        active: false
        visible: shown
        height: implicitHeight
        onShownChanged: if (shown)
            active = true
    }

    Place {
        id: back

        shown: (bar.page?.backShown ?? false) && bar.frame.canGoBack
        x: bar.upright ? Theme.px(32) : Theme.margin
        y: bar.upright ? bar.foot - height - Theme.px(40) : bar.lane + (bar.foot - bar.lane - height) / 2
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

    Place {
        id: other

        shown: bar.second !== ""
        x: bar.upright ? Theme.px(32) : main.shown ? main.x - width - bar.gap : bar.width - width - Theme.margin
        y: bar.upright ? (main.shown ? main.y : back.shown ? back.y : bar.foot - Theme.px(40)) - height - bar.gap : bar.lane + (bar.foot - bar.lane - height) / 2
        width: bar.upright ? bar.width - Theme.px(64) : Math.min(implicitWidth, Theme.px(Theme.large ? 480 : 360), (main.shown ? main.x : bar.width) - bar.gap - (back.shown ? back.x + back.width + bar.gap : Theme.margin))
        sourceComponent: SecondaryButton {
            objectName: "second"
            icon: bar.page?.secondIcon ?? ""
            name: bar.second
            ready: !bar.frame.busy
            why: qsTr("请稍等，正在办理。")
            onActed: bar.page.seconded()
        }
    }

    // What can be looked into beside the page: at the left, or above the others.
    Grid {
        id: beside

        readonly property real room: bar.crowded ? bar.width - 2 * Theme.margin + bar.gap : (other.shown ? other.x : main.shown ? main.x : bar.width - Theme.margin) - x - bar.gap

        x: bar.upright ? Theme.px(32) : back.shown && !bar.crowded ? back.x + back.width + bar.gap : Theme.margin
        y: bar.upright ? (other.shown ? other.y : main.shown ? main.y : back.shown ? back.y : bar.foot - Theme.px(40)) - height - bar.gap : bar.crowded ? Theme.px(16) : (bar.foot - height) / 2
        columns: bar.upright ? 1 : 2
        spacing: bar.gap

        Repeater {
            model: bar.besides

            SecondaryButton {
                required property int index
                required property string modelData

                objectName: "beside" + index
                width: bar.upright ? bar.width - Theme.px(64) : bar.crowded ? beside.room / bar.besides.length - bar.gap : Math.min(implicitWidth, beside.room / bar.besides.length - bar.gap)
                icon: bar.page?.besideIcons[index] ?? ""
                name: modelData
                onActed: bar.page.lookedBeside(index)
            }
        }
    }

    Place {
        id: main

        shown: bar.action !== ""
        x: bar.width - width - (bar.upright ? Theme.px(32) : Theme.margin)
        y: bar.upright ? (back.shown ? back.y - bar.gap : bar.foot - Theme.px(40)) - height : bar.lane + (bar.foot - bar.lane - height) / 2
        width: bar.upright ? bar.width - Theme.px(64) : Math.min(Math.max(implicitWidth, Theme.px(Theme.large ? 300 : 400)), Theme.px(Theme.large ? 640 : 520), bar.rest * (other.shown && Theme.large ? 0.56 : 1))
        height: bar.upright ? Math.max(Theme.px(136), implicitHeight) : implicitHeight
        sourceComponent: PrimaryButton {
            objectName: "action"
            icon: bar.page?.actionIcon ?? ""
            name: bar.action
            ready: (bar.page?.ready ?? false) && !bar.frame.busy
            why: bar.frame.busy ? qsTr("请稍等，正在办理。") : bar.page?.why ?? ""
            onActed: bar.page.acted()
        }
    }
}
