pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.VirtualKeyboard
import Kiosk
import Theme

// One character is written, and chosen from what it may be; nothing of it is learned.
Rectangle {
    id: pad

    required property HandwritingModel view
    required property KeyboardHost host
    readonly property real gap: Theme.px(Theme.low ? 8 : 12)
    readonly property real key: Theme.px(Theme.low ? 150 : 176)
    readonly property real row: Theme.touch(Theme.low ? 84 : 112)
    readonly property real high: Theme.touch(Theme.low ? 84 : Theme.wide ? 104 : 140)
    readonly property int most: Math.min(10, Math.floor((width - gap) / (Theme.touch(84) + gap)))

    function write(text: string): void {
        InputContext.commit(text);
        view.clear();
    }

    height: gap + row + gap + 3 * (high + gap)
    color: Theme.sunken

    Component.onCompleted: view.begin()
    Component.onDestruction: view.clear()

    // What is not a key takes no touch through to the page behind.
    MouseArea {
        anchors.fill: parent
    }

    Row {
        id: offered

        x: pad.gap
        y: pad.gap
        spacing: pad.gap

        Repeater {
            model: pad.view.candidates.slice(0, pad.most)

            PadKey {
                required property string modelData
                required property int index

                objectName: "candidate"
                board: true
                width: Math.floor((pad.width - pad.gap) / pad.most) - pad.gap
                height: pad.row
                size: Theme.px(64)
                name: modelData
                onActed: pad.write(modelData)
            }
        }
    }

    Words {
        x: 2 * pad.gap
        y: pad.gap
        width: pad.width - 4 * pad.gap
        height: pad.row
        visible: pad.view.candidates.length === 0
        text: pad.view.away ? qsTr("手写现在用不了，请按“键盘”打拼音。") : qsTr("写好后，在这里点您要的字")
        color: pad.view.away ? Theme.attention : Theme.inkSoft
        fontSizeMode: Text.Fit
        minimumPixelSize: Theme.px(28)
        verticalAlignment: Text.AlignVCenter
    }

    WritingBox {
        x: pad.gap
        y: offered.y + pad.row + pad.gap
        width: keys.x - 2 * pad.gap
        height: keys.height
        view: pad.view
    }

    Grid {
        id: keys

        x: pad.width - width - pad.gap
        y: offered.y + pad.row + pad.gap
        columns: 2
        spacing: pad.gap

        HandKey {
            objectName: "undoStroke"
            name: qsTr("撤一笔")
            onActed: pad.view.undo()
        }

        HandKey {
            objectName: "eraseCharacter"
            name: qsTr("删字")
            onActed: InputContext.sendKeyClick(Qt.Key_Backspace, "\b")
        }

        HandKey {
            objectName: "clearWriting"
            name: qsTr("重写")
            onActed: pad.view.clear()
        }

        HandKey {
            objectName: "writeSpace"
            name: qsTr("空格")
            onActed: InputContext.commit(" ")
        }

        HandKey {
            objectName: "letters"
            name: qsTr("键盘")
            onActed: pad.host.way = "letters"
        }

        HandKey {
            objectName: "hideWriting"
            name: qsTr("收起")
            onActed: InputMethod.hide()
        }
    }

    component HandKey: PadKey {
        width: pad.key
        height: pad.high
        size: Theme.px(Theme.large && !Theme.low ? 44 : 36)
        board: true
        plain: false
    }
}
