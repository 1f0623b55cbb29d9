import QtQuick
import Kiosk

// The document printer: its tray, its cover, its path, its cable.
Panel {
    id: panel

    required property BenchModel bench
    readonly property DocumentsModel documents: bench.documents

    zh: "A4 打印机"
    en: "Document printer"
    remark: documents.remark
    troubled: documents.paperOut || documents.jammed || documents.coverOpen || documents.unplugged

    KeyGrid {
        id: grid

        columns: 5

        Key {
            width: grid.keyWidth
            zh: "抽空纸盒"
            en: "Empty tray"
            lit: panel.documents.paperOut
            usable: panel.documents.usable
            onActed: panel.bench.tell(lit ? "document_load_paper" : "document_paper_out")
        }

        Key {
            width: grid.keyWidth
            zh: "卡纸"
            en: "Jam sheet"
            lit: panel.documents.jammed
            usable: panel.documents.usable
            onActed: panel.bench.tell(lit ? "document_free" : "document_jam")
        }

        Key {
            width: grid.keyWidth
            zh: panel.documents.coverOpen ? "合上盖" : "打开盖"
            en: panel.documents.coverOpen ? "Shut A4" : "Open A4"
            lit: panel.documents.coverOpen
            usable: panel.documents.usable
            onActed: panel.bench.tell(lit ? "document_cover_close" : "document_cover_open")
        }

        Key {
            width: grid.keyWidth
            zh: "慢"
            en: "Slow"
            lit: panel.documents.slow
            usable: panel.documents.usable
            onActed: panel.documents.slowOrNot()
        }

        Key {
            width: grid.keyWidth
            zh: "拔线"
            en: "Unplug A4"
            lit: panel.documents.unplugged
            usable: panel.documents.usable
            onActed: panel.bench.plugOrUnplug("document_printer")
        }
    }
}
