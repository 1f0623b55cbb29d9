pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Theme
import "../controls"

// It is kept: until when, how to go on, and what may be done now.
Page {
    id: page

    required property KeepModel view

    title: qsTr("存好了")
    help: view.matter
    action: qsTr("结束")
    actionIcon: "check"
    second: qsTr("办别的事")
    backShown: false
    onActed: view.finish()
    onSeconded: view.another()

    Scroll {
        anchors.fill: parent
        spacing: Theme.px(page.wide ? 24 : 40)

        Fact {
            objectName: "keptUntil"
            width: parent?.width ?? 0
            icon: "check-circle"
            colour: Theme.done
            soft: Theme.doneSoft
            title: qsTr("保留到 %1").arg(page.view.until)
            text: qsTr("还没有提交，部门还没有收到。请在那之前来办完。")
        }

        Fact {
            width: parent?.width ?? 0
            icon: "identification-card"
            title: qsTr("下次怎么接着办")
            text: qsTr("带上这张卡，放到任何一台机器上，屏幕会问您要不要接着办。")
        }
    }
}
