import QtQuick
import Kiosk

// How the platform itself answers.
Panel {
    id: panel

    required property BenchModel bench

    zh: "中心"
    en: "Central platform"
    troubled: bench.connected && (bench.platform !== "ok" || bench.platformProblem !== "")
    remark: bench.platformProblem

    KeyGrid {
        id: grid

        columns: 4

        ModeKey {
            width: grid.keyWidth
            zh: "正常"
            en: "OK"
            mode: "ok"
            now: panel.bench.platform
            onActed: panel.bench.setPlatform(mode)
        }

        ModeKey {
            width: grid.keyWidth
            zh: "慢"
            en: "Slow"
            mode: "slow"
            now: panel.bench.platform
            onActed: panel.bench.setPlatform(mode)
        }

        ModeKey {
            width: grid.keyWidth
            zh: "故障"
            en: "Failing"
            mode: "failing"
            now: panel.bench.platform
            onActed: panel.bench.setPlatform(mode)
        }

        ModeKey {
            width: grid.keyWidth
            zh: "网页"
            en: "HTML"
            mode: "html"
            now: panel.bench.platform
            onActed: panel.bench.setPlatform(mode)
        }
    }
}
