import QtQuick
import Kiosk
import Theme
import "../controls"

// Why this matter isn't for the holder, before any effort, and what else can be done.
Page {
    id: page

    required property EndingModel view

    title: qsTr("这件事您现在办不了")
    help: view.matter
    action: qsTr("换一件事办")
    second: qsTr("打印去窗口的单子")
    backShown: false
    onActed: view.another()
    onSeconded: view.accept()

    Scroll {
        anchors.fill: parent
        spacing: Theme.px(page.wide ? 32 : 48)

        TroubleBanner {
            objectName: "reason"
            width: parent.width
            text: page.view.reason
        }

        EndingCounter {
            width: parent.width
            asked: true
            view: page.view
        }
    }
}
