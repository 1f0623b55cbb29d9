import QtQuick
import Kiosk

// Both cameras: who stands before one, what lies under the other, and what goes wrong with them.
Panel {
    id: panel

    required property BenchModel bench
    readonly property CamerasModel cameras: bench.cameras

    zh: "摄像头"
    en: "Cameras"
    troubled: cameras.faceFrozen || cameras.documentFrozen || cameras.faceUnplugged || cameras.documentUnplugged
    remark: cameras.watched ? "拍摄中 · in use" : ""

    KeyGrid {
        id: grid

        columns: 4

        Key {
            width: grid.keyWidth
            zh: panel.cameras.somebody ? "走开" : "站到镜头前"
            en: panel.cameras.somebody ? "Walk away" : "Show face"
            lit: panel.cameras.somebody
            trouble: false
            usable: panel.cameras.somebody || panel.cameras.laid !== ""
            onActed: panel.cameras.standOrLeave()
        }

        Key {
            width: grid.keyWidth
            zh: "画面停住"
            en: "Freeze face"
            lit: panel.cameras.faceFrozen
            onActed: panel.cameras.freeze("face_camera")
        }

        Key {
            width: grid.keyWidth
            zh: "拔人像线"
            en: "Unplug face"
            lit: panel.cameras.faceUnplugged
            onActed: panel.bench.plugOrUnplug("face_camera")
        }

        Key {
            width: grid.keyWidth
            zh: "拔高拍线"
            en: "Unplug desk"
            lit: panel.cameras.documentUnplugged
            onActed: panel.bench.plugOrUnplug("document_camera")
        }

        Key {
            width: grid.keyWidth
            zh: "放一张纸"
            en: "Lay sheet"
            lit: panel.cameras.sheet === "turned"
            trouble: false
            onActed: panel.cameras.laySheet("turned")
        }

        Key {
            width: grid.keyWidth
            zh: "放出边"
            en: "Over edge"
            lit: panel.cameras.sheet === "over_the_edge"
            onActed: panel.cameras.laySheet("over_the_edge")
        }

        Key {
            width: grid.keyWidth
            zh: "放糊了"
            en: "Blurred"
            lit: panel.cameras.sheet === "blurred"
            onActed: panel.cameras.laySheet("blurred")
        }

        Key {
            width: grid.keyWidth
            zh: "画面停住"
            en: "Freeze desk"
            lit: panel.cameras.documentFrozen
            onActed: panel.cameras.freeze("document_camera")
        }
    }
}
