pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Theme
import "../controls"

// Whether the centre is to keep what was filled in, for another day: what, how, and how long.
Page {
    id: page

    required property KeepModel view

    title: qsTr("把填好的先存起来？")
    help: view.matter
    action: qsTr("存起来")
    actionIcon: "lock-key"
    ready: !view.busy
    why: qsTr("正在存，请稍等。")
    second: view.busy ? "" : qsTr("不存，接着办")
    backShown: false
    onActed: view.keep()
    onSeconded: view.decline()

    Scroll {
        anchors.fill: parent
        spacing: Theme.px(page.wide ? 24 : 40)

        Fact {
            width: parent?.width ?? 0
            icon: "clipboard-text"
            title: qsTr("存什么")
            text: qsTr("您自己填的 %1 项。照片、签名和付款不存，部门已有的记录到时再查。").arg(page.view.answers)
        }

        Fact {
            width: parent?.width ?? 0
            icon: "shield-check"
            title: qsTr("谁能看")
            text: qsTr("加密存在中心，只有这张卡打得开，哪台机器都行。打开过您查得到。")
        }

        Fact {
            width: parent?.width ?? 0
            icon: "clock"
            title: qsTr("存多久")
            text: qsTr("%1 天，到 %2 自动删掉。想早点删，放上卡就能删。").arg(page.view.days).arg(page.view.until)
        }
    }
}
