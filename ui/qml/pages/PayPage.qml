import QtQuick
import Kiosk
import Theme
import "../controls"

// Who is paid, what for, how much, and the code to scan; or the wallet's code being charged.
Page {
    id: page

    required property PayModel view
    readonly property real way: byCode.height + code.spacing
    readonly property bool stacked: wide && (Theme.size > 1 || (Theme.low && Theme.large && frame.trouble !== "")) // the clock under the code
    readonly property real charge: Math.max(code.side, column * (Theme.size > 1 ? 0.6 : 0)) // how wide its card is
    readonly property bool brief: Theme.low || stacked // the ring says it alone
    readonly property bool bothWays: view.scanner && !view.charging && code.room - way >= Theme.px(520)

    looked: true
    title: view.stopping ? qsTr("正在取消这笔付款") : view.charging ? qsTr("正在收款") : qsTr("请用手机扫码付款")
    help: view.charging ? "" : qsTr("支付宝、微信、云闪付都可以。")
    second: view.stopping ? "" : qsTr("不付了")
    backShown: false
    onSeconded: view.stop()

    Column {
        id: bill

        y: page.wide ? 0 : -Theme.px(8)
        width: page.wide ? page.column - (page.view.charging ? page.charge : code.width) - Theme.px(Theme.low ? 32 : 72) : page.column
        spacing: Theme.px(8)

        Words {
            objectName: "amount"
            width: parent.width
            text: page.view.amount
            font.pixelSize: Theme.text(Theme.low ? 64 : 96)
            font.bold: true
            lineHeight: 0.94
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Theme.heading
            wrapMode: Text.NoWrap
            horizontalAlignment: page.wide ? Text.AlignLeft : Text.AlignHCenter
        }

        Words {
            width: parent.width
            text: page.view.matter + (page.view.what !== "" ? "\n" + page.view.what : "")
            font.pixelSize: Theme.low ? Theme.caption : Theme.body
            horizontalAlignment: page.wide ? Text.AlignLeft : Text.AlignHCenter
        }

        Words {
            width: parent.width
            font.pixelSize: Theme.low ? Theme.caption : Theme.body
            text: qsTr("收款方：%1").arg(page.view.payee)
            color: Theme.inkSoft
            horizontalAlignment: page.wide ? Text.AlignLeft : Text.AlignHCenter
        }

        Words {
            width: parent.width
            visible: Theme.low && !page.stacked && !page.view.charging && page.frame.trouble === ""
            font.pixelSize: Theme.caption
            text: qsTr("付好以后会自动往下走。")
            color: Theme.inkSoft
        }

        PayClock {
            visible: page.wide && !page.stacked && !page.view.charging
            brief: page.brief
            topPadding: Theme.px(Theme.low || page.frame.trouble !== "" ? 8 : 32)
            most: parent.width
            remaining: page.view.secondsLeft
            whole: page.view.seconds
        }
    }

    ChargingCard {
        visible: page.view.charging
        y: page.wide ? 0 : bill.height + Theme.px(48)
        x: page.wide ? page.column - width : 0
        width: page.wide ? page.charge : page.column
        stopping: page.view.stopping
    }

    Column {
        id: code

        readonly property real under: page.stacked ? Theme.px(Theme.low ? 104 : 144) : clock.height
        readonly property real room: parent.height - (page.wide ? (page.stacked ? under + spacing : 0) : bill.height + under + 3 * spacing)
        readonly property real side: Math.min(Theme.px(Theme.low ? 440 : 600), room - (page.bothWays ? page.way : 0))

        x: page.wide ? page.column - width : 0
        y: page.wide ? 0 : bill.height + spacing
        width: page.wide ? side : page.column
        visible: !page.view.charging
        spacing: Theme.px(Theme.large ? 16 : 32)

        QrImage {
            objectName: "payCode"
            anchors.horizontalCenter: parent.horizontalCenter
            side: code.side
            source: page.view.code
        }

        PayClock {
            id: clock

            anchors.horizontalCenter: parent.horizontalCenter
            visible: !page.wide || page.stacked
            most: parent.width
            brief: page.brief
            remaining: page.view.secondsLeft
            whole: page.view.seconds
        }
    }

    PayByCode {
        id: byCode

        anchors.horizontalCenter: parent.horizontalCenter
        y: parent.height - height
        visible: page.bothWays
        room: page.column
    }
}
