import QtQuick
import Kiosk
import Theme
import "../controls"

// The machine stopped while a slip was being printed: the number is not lost.
Page {
    id: page

    required property InterruptedModel view
    readonly property bool out: view.paper === "done"

    title: qsTr("刚才在这里办的事没有丢")
    help: out ? qsTr("单子补打好了。") : view.knownVoid ? qsTr("%1 机器停了一下，您的单子没有打出来。").arg(view.began) : qsTr("%1 机器停了一下，您的单子可能没有打出来。").arg(view.began)
    action: out ? qsTr("好了") : qsTr("补打一张")
    actionIcon: out ? "check" : "printer"
    ready: !view.printing
    why: qsTr("正在打印，请稍等。")
    second: out ? "" : qsTr("不用了")
    backShown: false
    onActed: out ? view.leave() : view.again()
    onSeconded: view.leave()

    Scroll {
        anchors.fill: parent
        spacing: Theme.px(page.wide ? 24 : 32)

        NumberCard {
            width: parent.width
            number: page.view.number
            words: page.view.state
            code: page.view.code
            wide: page.wide
        }

        PaperState {
            width: parent.width
            paper: page.view.paper
            words: page.view.paperWords
            busy: page.view.printing
            onAgain: page.view.again()
        }

        Fact {
            width: parent.width
            icon: "receipt"
            title: page.view.matter
            text: qsTr("记下或拍下编号也可以，用手机扫码能查进度。")
        }

        Fact {
            width: parent.width
            icon: "info"
            text: qsTr("不是您的？放上您自己的卡就可以开始。")
        }
    }
}
