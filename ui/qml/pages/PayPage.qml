import QtQuick
import Kiosk
import Theme
import "../controls"

// Who is paid, what for, how much, and the code to scan.
Page {
    id: page

    required property PayModel view
    readonly property real side: wide ? Math.min(Theme.px(600), height - Theme.px(420)) : Theme.px(600)

    title: qsTr("请用手机扫码付款")
    help: qsTr("支付宝、微信、云闪付都可以。")
    second: qsTr("不付了")
    backShown: false
    onSeconded: view.stop()

    Grid {
        anchors.horizontalCenter: parent.horizontalCenter
        columns: page.wide ? 2 : 1
        rowSpacing: Theme.px(Theme.large ? 16 : 40)
        columnSpacing: Theme.px(72)
        horizontalItemAlignment: page.wide ? Grid.AlignLeft : Grid.AlignHCenter
        verticalItemAlignment: Grid.AlignVCenter

        Column {
            width: page.wide ? page.column - qr.width - Theme.px(72) : page.column
            spacing: Theme.px(8)

            Words {
                objectName: "amount"
                width: parent.width
                text: page.view.amount
                font.pixelSize: Theme.text(96)
                font.bold: true
                lineHeight: 0.94
                horizontalAlignment: page.wide ? Text.AlignLeft : Text.AlignHCenter
            }

            Words {
                width: parent.width
                text: page.view.matter + (page.view.what !== "" ? "\n" + page.view.what : "")
                horizontalAlignment: page.wide ? Text.AlignLeft : Text.AlignHCenter
            }

            Words {
                width: parent.width
                text: qsTr("收款方：%1").arg(page.view.payee)
                color: Theme.inkSoft
                horizontalAlignment: page.wide ? Text.AlignLeft : Text.AlignHCenter
            }

            PayClock {
                visible: page.wide
                topPadding: Theme.px(48)
                remaining: page.view.secondsLeft
                whole: page.view.seconds
            }
        }

        QrImage {
            id: qr

            objectName: "payCode"
            side: page.side
            source: page.view.code
        }

        PayClock {
            visible: !page.wide
            remaining: page.view.secondsLeft
            whole: page.view.seconds
        }
    }
}
