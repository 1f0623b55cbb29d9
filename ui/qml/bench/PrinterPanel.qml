import QtQuick
import Kiosk

// The receipt printer's states.
Panel {
    id: panel

    required property BenchModel bench

    zh: "打印机"
    en: "Receipt printer"
    troubled: bench.paperOut || bench.coverOpen || bench.jammed || bench.overheated || bench.silent || !bench.printerPlugged

    KeyGrid {
        id: grid

        columns: 5

        Key {
            width: grid.keyWidth
            zh: "撕掉纸"
            en: "Tear paper"
            lit: panel.bench.paperOut
            onActed: panel.bench.tell("tear_paper")
        }

        Key {
            width: grid.keyWidth
            zh: "装新纸"
            en: "Load paper"
            onActed: panel.bench.tell("load_paper")
        }

        Key {
            width: grid.keyWidth
            zh: "纸将尽"
            en: "Near end"
            lit: panel.bench.nearEnd
            onActed: panel.bench.tell(lit ? "load_paper" : "near_end")
        }

        Key {
            width: grid.keyWidth
            zh: "取走纸"
            en: "Take slip"
            lit: panel.bench.leftAtMouth
            onActed: panel.bench.tell("take_paper")
        }

        Key {
            width: grid.keyWidth
            zh: panel.bench.coverOpen ? "合上盖" : "打开盖"
            en: panel.bench.coverOpen ? "Close cover" : "Open cover"
            lit: panel.bench.coverOpen
            onActed: panel.bench.tell(lit ? "close_cover" : "open_cover")
        }

        Key {
            width: grid.keyWidth
            zh: "卡刀"
            en: "Jam cutter"
            lit: panel.bench.jammed
            onActed: panel.bench.tell(lit ? "free_cutter" : "jam")
        }

        Key {
            width: grid.keyWidth
            zh: "过热"
            en: "Overheat"
            lit: panel.bench.overheated
            onActed: panel.bench.tell(lit ? "cool_down" : "overheat")
        }

        Key {
            width: grid.keyWidth
            zh: "不应答"
            en: "Silent"
            lit: panel.bench.silent
            onActed: panel.bench.tell(lit ? "speak" : "silent")
        }

        Key {
            width: grid.keyWidth
            zh: "拔线"
            en: "Unplug"
            lit: panel.bench.connected && !panel.bench.printerPlugged
            onActed: panel.bench.plugOrUnplug("printer")
        }
    }
}
