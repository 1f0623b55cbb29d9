import QtQuick
import Kiosk

// Every simulator in one line.
Flow {
    id: line

    required property BenchModel bench
    readonly property BenchModel b: bench

    spacing: 18

    Lamp {
        name: "身份证读卡器"
        well: line.b.cards.readerPlugged && line.b.cards.readerFault === ""
        condition: !line.b.cards.readerPlugged ? "未接" : line.b.cards.readerFault !== "" ? line.b.cards.readerFault : line.b.cards.laid !== "" ? line.b.cards.laid : "空"
    }

    Lamp {
        name: "社保卡"
        well: line.b.cards.socialAvailable
        condition: !line.b.cards.socialAvailable ? "没有读卡器" : line.b.cards.inserted !== "" ? line.b.cards.inserted : "空"
    }

    Lamp {
        readonly property string trouble: !line.b.printerPlugged ? "未接" : line.b.paperOut ? "缺纸" : line.b.coverOpen ? "盖开" : line.b.jammed ? "卡刀" : line.b.overheated ? "过热" : line.b.silent ? "不应答" : ""

        name: "打印机"
        well: trouble === ""
        condition: trouble !== "" ? trouble : line.b.nearEnd ? "纸将尽" : "好"
    }

    Lamp {
        name: "网络"
        well: line.b.network === "ok"
        condition: line.b.network
    }

    Lamp {
        name: "中心"
        well: line.b.platform === "ok" && line.b.platformProblem === ""
        condition: line.b.platformProblem !== "" ? "不应答" : line.b.platform
    }
}
