pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Theme
import "../controls"

// What was kept for another day: go on with it, delete it, or do something else first.
Page {
    id: page

    required property GoOnModel view
    readonly property bool several: view.lines.count > 1
    readonly property bool gone: view.why !== ""

    title: view.deleting ? qsTr("删掉以后找不回来，要删吗？") : several ? qsTr("您有 %1 件没办完，接着办哪件？").arg(view.lines.count) : gone ? qsTr("上次没办完的，现在办不了") : qsTr("上次没办完的，接着办吗？")
    help: view.deleting ? "" : qsTr("您存在中心的，只有这张卡打得开。")
    action: view.deleting ? qsTr("删掉") : gone ? qsTr("办别的事") : qsTr("接着办")
    actionIcon: view.deleting ? "x" : "caret-right"
    ready: !view.busy
    why: qsTr("正在等中心答复，请稍等。")
    second: view.busy ? "" : view.deleting ? qsTr("不删") : qsTr("删掉")
    besides: view.busy || view.deleting || gone ? [] : [qsTr("办别的事")]
    besideIcons: [""]
    backShown: false
    chooses: several && !view.deleting
    onActed: view.deleting ? view.remove() : gone ? view.putOff() : view.goOn()
    onSeconded: view.deleting ? frame.back() : view.askToDelete()
    onLookedBeside: view.putOff()

    Scroll {
        anchors.fill: parent
        spacing: Theme.px(24)

        Repeater {
            model: page.several && !page.view.deleting ? page.view.lines : null

            OptionRow {
                required property string value

                objectName: "kept_" + value
                width: parent?.width ?? 0
                chosen: page.view.chosen === value
                onActed: page.view.choose(value)
            }
        }

        Fact {
            objectName: "keptMatter"
            width: parent?.width ?? 0
            visible: !page.several || page.view.deleting
            icon: "clipboard-text"
            title: page.view.label
            text: page.view.detail
        }

        TroubleBanner {
            objectName: "keptWhy"
            width: parent?.width ?? 0
            visible: page.gone && !page.view.deleting
            text: page.view.why
        }
    }
}
