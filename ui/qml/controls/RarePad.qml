pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.VirtualKeyboard
import Kiosk
import Theme

// A rare character of a name, found by its reading or by its radical and strokes; nothing of it is learned.
Rectangle {
    id: pad

    required property RareModel view
    required property KeyboardHost host
    readonly property real gap: Theme.px(8)
    readonly property real row: Theme.touch(84)
    readonly property real high: Theme.touch(Theme.wide ? 84 : 104)
    readonly property int across: Math.floor((width - gap) / (row + gap))
    readonly property int lines: 3

    height: gap + (2 + lines) * gap + 2 * row + lines * high
    color: Theme.sunken

    Component.onCompleted: view.begin()
    Component.onDestruction: view.forget()

    Binding {
        target: pad.view
        property: "room"
        value: pad.across * pad.lines
    }

    Connections {
        target: pad.view

        function onFound(character: string): void {
            InputContext.commit(character);
            pad.host.way = "letters";
        }
    }

    // What is not a key takes no touch through to the page behind.
    MouseArea {
        anchors.fill: parent
    }

    Row {
        id: ways

        x: pad.gap
        y: pad.gap
        spacing: pad.gap

        RareTab {
            objectName: "byReading"
            name: qsTr("拼音")
            chosen: pad.view.byReading
            onActed: pad.view.lookByReading()
        }

        RareTab {
            objectName: "byRadical"
            name: qsTr("部首")
            chosen: !pad.view.byReading
            onActed: pad.view.lookByRadical()
        }
    }

    Words {
        id: question

        readonly property string pages: pad.view.pages > 1 ? qsTr("（第 %1/%2 页）").arg(pad.view.page).arg(pad.view.pages) : ""

        anchors.left: ways.right
        anchors.leftMargin: Theme.px(24)
        y: pad.gap
        width: pad.width - x - Theme.px(24)
        height: pad.row
        text: pad.view.path + asking() + pages
        fontSizeMode: Text.Fit
        minimumPixelSize: Theme.px(24)
        verticalAlignment: Text.AlignVCenter
        maximumLineCount: 2

        function asking(): string {
            switch (pad.view.asked) {
            case "letter":
                return qsTr("拼音的第一个字母是什么？");
            case "syllable":
                return qsTr("怎么读？");
            case "tone":
                return qsTr("读第几声？");
            case "strokes":
                return qsTr("部首有几画？");
            case "form":
                return qsTr("是哪个部首？");
            case "rest":
                return qsTr("去掉部首，还有几画？");
            default:
                return qsTr("点您要的字。");
            }
        }
    }

    Grid {
        x: pad.gap
        y: ways.y + pad.row + pad.gap
        columns: pad.across
        spacing: pad.gap

        Repeater {
            model: pad.view.cells

            RareKey {
                width: Math.floor((pad.width - pad.gap) / pad.across) - pad.gap
                height: pad.high
                onActed: pad.view.choose(index)
            }
        }
    }

    Row {
        x: pad.gap
        anchors.bottom: parent.bottom
        anchors.bottomMargin: pad.gap
        spacing: pad.gap

        RareAction {
            objectName: "rareBack"
            name: qsTr("退一步")
            ready: pad.view.begun
            onActed: pad.view.back()
        }

        RareAction {
            objectName: "rarePrevious"
            name: qsTr("前一页")
            ready: pad.view.page > 1
            onActed: pad.view.turn(-1)
        }

        RareAction {
            objectName: "rareNext"
            name: qsTr("后一页")
            ready: pad.view.page < pad.view.pages
            onActed: pad.view.turn(1)
        }

        RareAction {
            objectName: "rareErase"
            name: qsTr("删字")
            onActed: InputContext.sendKeyClick(Qt.Key_Backspace, "\b")
        }

        RareAction {
            objectName: "letters"
            name: qsTr("键盘")
            onActed: pad.host.way = "letters"
        }

        RareAction {
            objectName: "hideRare"
            name: qsTr("收起")
            onActed: InputMethod.hide()
        }
    }

    component RareAction: PadKey {
        width: Math.floor((pad.width - pad.gap) / 6) - pad.gap
        height: pad.row
        size: Theme.px(Theme.low ? 32 : 36)
        board: true
        plain: false
    }

    component RareTab: PadKey {
        width: Theme.px(Theme.low ? 150 : 168)
        height: pad.row
        size: Theme.px(36)
        board: true
        role: Accessible.RadioButton
        Accessible.checked: chosen
    }
}
