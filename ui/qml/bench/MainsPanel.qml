import QtQuick
import Kiosk

// The mains, the battery behind them, and the lamp and buzzer that remind.
Panel {
    id: panel

    required property BenchModel bench
    readonly property MainsModel mains: bench.mains

    zh: "电源"
    en: "Power"
    troubled: mains.away || mains.pulled
    remark: mains.remark

    KeyGrid {
        id: grid

        columns: 4

        Key {
            width: grid.keyWidth
            zh: "停电"
            en: "Mains fail"
            lit: panel.mains.away
            onActed: panel.bench.tell(lit ? "power_back" : "power_fail")
        }

        Key {
            width: grid.keyWidth
            zh: "电池将尽"
            en: "Battery low"
            lit: panel.mains.low
            onActed: panel.bench.tell(lit ? "power_back" : "power_low")
        }

        Key {
            width: grid.keyWidth
            zh: "数据线"
            en: "Data cable"
            lit: panel.mains.pulled
            Accessible.name: "Unplug power"
            onActed: panel.bench.plugOrUnplug("power")
        }

        Key {
            width: grid.keyWidth
            zh: "提示灯"
            en: "Reminder"
            lit: panel.bench.connected && !panel.mains.reminderPlugged
            Accessible.name: "Unplug reminder"
            onActed: panel.bench.plugOrUnplug("reminder")
        }
    }
}
