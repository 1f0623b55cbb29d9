import QtQuick
import Kiosk

// Both card readers and what can go wrong with a card.
Panel {
    id: panel

    required property BenchModel bench

    zh: "读卡器"
    en: "Card readers"
    troubled: !bench.readerPlugged || bench.readerFault !== "" || !bench.socialAvailable
    remark: bench.readerFault !== "" ? bench.readerFault : bench.socialProblem

    KeyGrid {
        id: grid

        columns: 4

        Key {
            width: grid.keyWidth
            zh: "拿走卡"
            en: "Take away"
            usable: panel.bench.laid !== ""
            onActed: panel.bench.tell("take_away")
        }

        Key {
            width: grid.keyWidth
            zh: "读时拿走"
            en: "During read"
            onActed: panel.bench.tell("take_away_during_read")
        }

        Key {
            width: grid.keyWidth
            zh: "读坏一次"
            en: "Misread once"
            onActed: panel.bench.tell("damage")
        }

        Key {
            width: grid.keyWidth
            zh: "伪卡"
            en: "Forged"
            lit: panel.bench.readerFault.startsWith("not genuine")
            onActed: lit ? panel.bench.tell("recover_reader") : panel.bench.tell("forge")
        }

        Key {
            width: grid.keyWidth
            zh: "不应答"
            en: "Reader silent"
            lit: panel.bench.readerFault === "silent"
            onActed: panel.bench.tell(lit ? "recover_reader" : "silence_reader")
        }

        Key {
            width: grid.keyWidth
            zh: "乱码"
            en: "Garbage"
            lit: panel.bench.readerFault === "garbage"
            onActed: panel.bench.tell(lit ? "recover_reader" : "garble_reader")
        }

        Key {
            width: grid.keyWidth
            zh: "拔身份证线"
            en: "Unplug ID"
            lit: panel.bench.connected && !panel.bench.readerPlugged
            onActed: panel.bench.plugOrUnplug("identity_reader")
        }

        Key {
            width: grid.keyWidth
            zh: "拔社保卡线"
            en: "Unplug social"
            lit: panel.bench.connected && !panel.bench.socialAvailable
            onActed: panel.bench.plugOrUnplug("social_reader")
        }
    }
}
