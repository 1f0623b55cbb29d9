pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

// What the resident carries: a phone that codes come to, and a wallet.
Panel {
    id: panel

    required property BenchModel bench

    zh: "手机与钱包"
    en: "Phone and wallet"

    KeyGrid {
        id: moods

        columns: 4

        Repeater {
            model: [["pays", "扫码即付", "Code pays"], ["asks", "要输密码", "Asks password"], ["refuses", "不肯付", "Refuses"], ["hangs", "没回音", "No answer"]]

            ModeKey {
                required property list<string> modelData

                width: moods.keyWidth
                mode: modelData[0]
                zh: modelData[1]
                en: modelData[2]
                now: panel.bench.wallet
                trouble: mode !== "pays"
                onActed: panel.bench.setWallet(mode)
            }
        }
    }

    Label {
        visible: orders.count === 0 && codes.count === 0
        width: parent.width
        text: "没有短信，没有待付的订单 · no message, nothing to pay"
        soft: true
        size: 13
    }

    Repeater {
        id: orders

        model: panel.bench.orders

        Key {
            required property string code
            required property string amount
            required property string payee
            required property bool charging

            width: parent.width
            zh: (charging ? "输入支付密码 " : "用钱包支付 ") + amount + " · " + payee
            en: charging ? "Type the wallet's password" : "Pay as wallet"
            lit: true
            trouble: false
            onActed: panel.bench.pay(code)
        }
    }

    ListView {
        id: codes

        width: parent.width
        height: Math.min(contentHeight, 112)
        clip: true
        spacing: 4
        boundsBehavior: Flickable.StopAtBounds
        model: panel.bench.codes
        delegate: Row {
            required property string code
            required property string about

            width: codes.width
            spacing: 12

            Accessible.role: Accessible.StaticText
            Accessible.name: "Code " + code + " to " + about

            Label {
                id: digits

                text: parent.code
                size: 20
                font.bold: true
                font.letterSpacing: 2
                Accessible.ignored: true
            }

            Label {
                anchors.baseline: digits.baseline
                width: parent.width - digits.width - parent.spacing
                text: parent.about
                soft: true
                size: 12
                Accessible.ignored: true
            }
        }
    }
}
