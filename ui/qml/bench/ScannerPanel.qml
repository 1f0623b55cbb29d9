import QtQuick
import Kiosk

// What can be laid before the code scanner.
Panel {
    id: panel

    required property BenchModel bench
    readonly property string shop: "00020101021129300012D156000000000510A93FO3230Q5303156"
    readonly property string rubbish: "\u001b[2J<script>alert(1)</script>\u0000"

    zh: "扫码器"
    en: "Code scanner"
    troubled: bench.connected && !bench.scannerPlugged

    KeyGrid {
        id: grid

        columns: 3

        Key {
            width: grid.keyWidth
            zh: "付款码"
            en: "Wallet code"
            usable: panel.bench.scannerPlugged
            onActed: panel.bench.scan("payer")
        }

        Key {
            width: grid.keyWidth
            zh: "首位e-ID"
            en: "First e-ID"
            usable: panel.bench.scannerPlugged
            onActed: panel.bench.scanEId()
        }

        Key {
            width: grid.keyWidth
            zh: "上张回执"
            en: "Last receipt"
            usable: panel.bench.scannerPlugged
            onActed: panel.bench.scan("receipt")
        }

        Key {
            width: grid.keyWidth
            zh: "商家码"
            en: "Shop's code"
            usable: panel.bench.scannerPlugged
            onActed: panel.bench.scanText(panel.shop)
        }

        Key {
            width: grid.keyWidth
            zh: "乱码"
            en: "Rubbish"
            usable: panel.bench.scannerPlugged
            onActed: panel.bench.scanText(panel.rubbish)
        }

        Key {
            width: grid.keyWidth
            zh: "拔线"
            en: "Unplug"
            lit: panel.bench.connected && !panel.bench.scannerPlugged
            Accessible.name: "Unplug scanner"
            onActed: panel.bench.plugOrUnplug("code_scanner")
        }
    }
}
