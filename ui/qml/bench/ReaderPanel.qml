import QtQuick
import Kiosk

// Both card readers and what can go wrong with a card.
Panel {
    id: panel

    required property BenchModel bench
    readonly property CardsModel cards: bench.cards

    zh: "读卡器"
    en: "Card readers"
    troubled: !cards.readerPlugged || cards.readerFault !== "" || !cards.socialAvailable
    remark: cards.readerFault !== "" ? cards.readerFault : cards.socialProblem

    KeyGrid {
        id: grid

        columns: 4

        Key {
            width: grid.keyWidth
            zh: "拿走卡"
            en: "Take away"
            usable: panel.cards.laid !== ""
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
            lit: panel.cards.readerFault.startsWith("not genuine")
            onActed: lit ? panel.bench.tell("recover_reader") : panel.bench.tell("forge")
        }

        Key {
            width: grid.keyWidth
            zh: "不应答"
            en: "Reader silent"
            lit: panel.cards.readerFault === "silent"
            onActed: panel.bench.tell(lit ? "recover_reader" : "silence_reader")
        }

        Key {
            width: grid.keyWidth
            zh: "乱码"
            en: "Garbage"
            lit: panel.cards.readerFault === "garbage"
            onActed: panel.bench.tell(lit ? "recover_reader" : "garble_reader")
        }

        Key {
            width: grid.keyWidth
            zh: panel.cards.nextZh
            en: panel.cards.nextEn
            lit: !panel.cards.nextIsGood
            onActed: panel.cards.chooseNext()
        }

        Key {
            width: grid.keyWidth
            zh: "插银行卡"
            en: "Bank card"
            lit: panel.cards.inserted === "bank card"
            trouble: false
            onActed: panel.bench.tell(lit ? "remove_social" : "insert_bank")
        }

        Key {
            width: grid.keyWidth
            zh: "拔身份证线"
            en: "Unplug ID"
            lit: panel.bench.connected && !panel.cards.readerPlugged
            onActed: panel.bench.plugOrUnplug("identity_reader")
        }

        Key {
            width: grid.keyWidth
            zh: "拔社保卡线"
            en: "Unplug social"
            lit: panel.bench.connected && !panel.cards.socialAvailable
            onActed: panel.bench.plugOrUnplug("social_reader")
        }
    }
}
