import QtQuick
import Kiosk
import Theme
import "../controls"

// Why it can't be finished here, and where it can; the slip for the counter has come out.
Page {
    id: page

    required property EndingModel view

    title: qsTr("请到窗口接着办")
    help: view.matter
    action: qsTr("结束")
    actionIcon: "check"
    second: qsTr("办别的事")
    backShown: false
    onActed: view.finish()
    onSeconded: view.another()

    Scroll {
        anchors.fill: parent
        spacing: Theme.px(page.wide ? 24 : 32)

        TroubleBanner {
            objectName: "reason"
            width: parent.width
            text: page.view.reason
        }

        Fact {
            objectName: "bring"
            width: parent.width
            visible: page.view.bring !== ""
            icon: "files"
            title: qsTr("请带上")
            text: page.view.bring
        }

        Fact {
            width: parent.width
            visible: page.view.slip
            icon: "receipt"
            colour: Theme.done
            soft: Theme.doneSoft
            title: qsTr("请取走单子")
            text: qsTr("到窗口出示它，不用从头再讲。")
        }

        EndingCounter {
            width: parent.width
            view: page.view
        }
    }
}
