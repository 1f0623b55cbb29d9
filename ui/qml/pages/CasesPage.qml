pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Theme
import "../controls"

// What became of what was handed in before: what is wanted first, then what is under way, then what is over.
Page {
    id: page

    required property CasesModel view
    readonly property bool silent: view.why !== ""

    title: silent ? qsTr("现在看不到您的办件") : view.asking ? qsTr("正在查您的办件") : view.lines.count === 0 ? qsTr("您最近没有办件") : qsTr("您的办件")
    help: view.here ? qsTr("现在连不上中心。下面是您在这台机器上交的；在别处交的现在看不到。") : silent ? view.why : view.asking ? qsTr("不用等，也可以先办别的事。") : view.lines.count === 0 ? qsTr("90 天内没有在任何一台机器上交过件。") : view.wanted > 0 ? qsTr("有 %1 件要补材料，请看清楚要补什么、送到哪里。").arg(view.wanted) : qsTr("还没办完的，和 90 天内办完的。")
    action: qsTr("办别的事")
    second: silent || view.here ? qsTr("再查一次") : view.wanted > 0 && view.printer && view.paper !== "done" ? qsTr("打印补材料单") : ""
    secondIcon: silent || view.here ? "" : "printer"
    backShown: false
    onActed: view.leave()
    onSeconded: silent || view.here ? view.askAgain() : view.printNote()

    Scroll {
        anchors.fill: parent
        spacing: Theme.px(32)

        PaperState {
            width: parent.width
            paper: page.view.paper
            words: page.view.paperWords
            busy: page.view.printing
            onAgain: page.view.printNote()
        }

        Repeater {
            model: page.view.lines

            CaseCard {
                objectName: "case_" + number
                width: parent?.width ?? 0
                onSupply: page.view.supply(number)
            }
        }

        WayCard {
            objectName: "slipWay"
            width: parent.width
            visible: page.view.scanner && (page.silent || page.view.here || page.view.lines.count === 0) && !page.view.asking
            icon: "qr-code"
            text: qsTr("手里有回执？把上面的码对准扫码口，就能看到那一件到了哪一步。")
        }
    }
}
