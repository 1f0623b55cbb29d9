import QtQuick
import Kiosk

// The network between terminal and platform.
Panel {
    id: panel

    required property BenchModel bench

    zh: "网络"
    en: "Network"
    troubled: bench.connected && bench.network !== "ok"
    remark: bench.connected ? bench.relayed + " requests relayed" : ""

    KeyGrid {
        id: grid

        columns: 4

        ModeKey {
            width: grid.keyWidth
            zh: "正常"
            en: "OK"
            mode: "ok"
            now: panel.bench.network
            onActed: panel.bench.setNetwork(mode)
        }

        ModeKey {
            width: grid.keyWidth
            zh: "断开"
            en: "Cut"
            mode: "cut"
            now: panel.bench.network
            onActed: panel.bench.setNetwork(mode)
        }

        ModeKey {
            width: grid.keyWidth
            zh: "慢 3 秒"
            en: "Slow"
            mode: "slow"
            now: panel.bench.network
            onActed: panel.bench.setNetwork(mode)
        }

        ModeKey {
            width: grid.keyWidth
            zh: "黑洞"
            en: "Black hole"
            mode: "black_hole"
            now: panel.bench.network
            onActed: panel.bench.setNetwork(mode)
        }

        ModeKey {
            width: grid.keyWidth
            zh: "丢回答"
            en: "Lose answers"
            mode: "drop_response"
            now: panel.bench.network
            onActed: panel.bench.setNetwork(mode)
        }

        ModeKey {
            width: grid.keyWidth
            zh: "半个回答"
            en: "Half answers"
            mode: "half"
            now: panel.bench.network
            onActed: panel.bench.setNetwork(mode)
        }

        ModeKey {
            width: grid.keyWidth
            zh: "认证页"
            en: "Captive portal"
            mode: "html"
            now: panel.bench.network
            onActed: panel.bench.setNetwork(mode)
        }

        ModeKey {
            width: grid.keyWidth
            zh: "503"
            en: "Gateway fails"
            mode: "failing"
            now: panel.bench.network
            onActed: panel.bench.setNetwork(mode)
        }
    }
}
