pragma Singleton

import QtQuick

// Sizes are written as on a 21.5 inch panel of 1080 x 1920 and keep their millimetres on every other.
QtObject {
    id: theme

    property real unit: 1
    property bool wide: false
    property bool large: false
    property bool forward: true
    property real keyboardHeight: 0

    readonly property real textScale: large ? 1.2 : 1
    readonly property string family: "Noto Sans CJK SC"

    readonly property real title: text(60)
    readonly property real heading: text(44)
    readonly property real body: text(34)
    readonly property real caption: text(28)

    readonly property real margin: px(64)
    readonly property real radius: px(16)
    readonly property real statusBar: px(88)
    readonly property real actionBar: px(176)
    readonly property real sessionBar: px(112)
    readonly property real rail: px(480)
    readonly property real button: px(112)

    readonly property int motion: 180

    readonly property color ground: "#f2f5f9"
    readonly property color surface: "#ffffff"
    readonly property color sunken: "#e8eef5"
    readonly property color line: "#d3dce7"
    readonly property color ink: "#13202e"
    readonly property color inkSoft: "#3b4959"
    readonly property color inkOnPrimary: "#ffffff"
    readonly property color primary: "#0b4f9e"
    readonly property color primaryPressed: "#083a76"
    readonly property color primarySoft: "#e3edf9"
    readonly property color primaryLine: "#a9c6ea"
    readonly property color done: "#0c5836"
    readonly property color doneSoft: "#e0f1e8"
    readonly property color attention: "#5f3a00"
    readonly property color attentionMark: "#c77700"
    readonly property color attentionSoft: "#fff0d2"
    readonly property color stopped: "#8a1414"
    readonly property color stoppedSoft: "#fdeaea"
    readonly property color shade: "#99101a26"
    readonly property color shadow: "#12102030"

    function px(length: real): real {
        return Math.round(length * unit);
    }

    function text(length: real): real {
        return Math.round(length * unit * textScale);
    }
}
