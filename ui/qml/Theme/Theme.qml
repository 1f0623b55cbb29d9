pragma Singleton

import QtQuick

// Every size, colour and movement. Sizes are written as on a 21.5 inch panel of 1080 x 1920 and keep their
// millimetres on every other; each colour stands in four contrasts: normal, high light, high dark, low.
QtObject {
    id: theme

    property real unit: 1
    property bool wide: false
    property bool low: false // an old panel of 1024 x 768: the bars are one
    property int size: 0
    property int contrast: 0
    property bool still: false
    property bool elder: false
    property bool forward: true
    property real keyboardHeight: 0
    property real upper: 0 // so much of a page is out of reach from a wheelchair

    readonly property list<real> sizes: low ? [1, 1.1, 1.2, 1.3] : [1, 1.2, 1.4, 1.6]
    readonly property real textScale: sizes[size]
    readonly property bool large: size > 0
    readonly property string family: "Noto Sans CJK SC"

    readonly property real title: text(low ? 52 : 60)
    readonly property real label: px(36 * Math.min(textScale, 1.4)) // on buttons, which have to stand side by side
    readonly property real heading: text(44)
    readonly property real body: text(34)
    readonly property real caption: text(28)

    readonly property real frame: px(28 * Math.min(textScale, 1.2)) // in the bars, which hold for every page

    readonly property real margin: px(low ? 40 : 64)
    readonly property real radius: px(16)
    readonly property real statusBar: px(low ? 112 : 88)
    readonly property real actionBar: px(176)
    readonly property real sessionBar: px(112)
    readonly property real sessionFoot: low ? 0 : wide ? 2 * sessionBar : sessionBar
    readonly property real rail: px(low ? 380 : 480)
    readonly property real button: touch(112)

    readonly property int motion: still ? 0 : 180
    readonly property int pace: elder ? 2 : 1

    readonly property list<color> surfaces: ["#ffffff", "#ffffff", "#000000", "#f3efe6"]
    readonly property list<color> inks: ["#13202e", "#000000", "#ffffff", "#47443c"]

    readonly property color ground: tone("#f2f5f9", "#ffffff", "#000000", "#e9e4d8")
    readonly property color surface: surfaces[contrast]
    readonly property color sunken: tone("#e8eef5", "#ececec", "#1c1c1c", "#e0dacb")
    readonly property color line: tone("#d3dce7", "#000000", "#ffffff", "#cbc4b4")
    readonly property color ink: inks[contrast]
    readonly property color inkSoft: tone("#3b4959", "#1a1a1a", "#f2f2f2", "#5a574e")
    readonly property color inkOnPrimary: tone("#ffffff", "#ffffff", "#000000", "#f7f4ec")
    readonly property color primary: tone("#0a4a96", "#002a6b", "#ffe066", "#3d5b80")
    readonly property color primaryPressed: tone("#083a76", "#001a45", "#fff0b0", "#334d6d")
    readonly property color primarySoft: tone("#e3edf9", "#e2ebff", "#2b2600", "#dde1e3")
    readonly property color primaryLine: tone("#a9c6ea", "#002a6b", "#ffe066", "#a3b0bf")
    readonly property color chosenSoft: tone("#a9c6ea", "#c3d4ff", "#5c5200", "#bcc7d3")
    readonly property color done: tone("#0c5836", "#00391f", "#8dffbd", "#3a5f4a")
    readonly property color doneSoft: tone("#e0f1e8", "#dcf5e6", "#00260f", "#dbe3d6")
    readonly property color attention: tone("#5f3a00", "#442900", "#ffd08a", "#6b4e1c")
    readonly property color attentionMark: tone("#c77700", "#8a4b00", "#ffb52e", "#94691c")
    readonly property color attentionSoft: tone("#fff0d2", "#fff0d2", "#2e2000", "#efe3c4")
    readonly property color stopped: tone("#8a1414", "#6b0000", "#ffb0b0", "#7d3a34")
    readonly property color stoppedSoft: tone("#fdeaea", "#ffe6e6", "#380000", "#eddcd4")
    readonly property color focus: tone("#b3470a", "#b3470a", "#66e0ff", "#a14a12")
    readonly property color shade: tone("#99101a26", "#99000000", "#b3404040", "#8047443c")
    readonly property color shadow: tone("#12102030", "#00000000", "#00000000", "#0d47443c")

    // Drawn things keep their colours in every contrast.
    readonly property color paper: "#ffffff"
    readonly property color paperVeil: "#ccffffff"
    readonly property color paperStamp: "#8a1414"
    readonly property color device: "#24405f"
    readonly property color deviceFace: "#1a304a"
    readonly property color deviceHole: "#0c1826"
    readonly property color deviceLine: "#5b86b8"
    readonly property color deviceInk: "#dce9f8"
    readonly property color card: "#f4f8fd"
    readonly property color cardEdge: "#8fb0d6"
    readonly property color cardSoft: "#c9dbf0"
    readonly property color cardInk: "#35618f"
    readonly property color cardWords: "#7ea3cc"
    readonly property color chip: "#e2b93b"
    readonly property color chipEdge: "#a98419"
    readonly property color lamp: "#ffb02e"
    readonly property color beam: "#ff8a8a"
    readonly property color veil: "#9913202e"

    function tone(normal: color, highLight: color, highDark: color, low: color): color {
        return contrast === 0 ? normal : contrast === 1 ? highLight : contrast === 2 ? highDark : low;
    }

    function px(length: real): real {
        return Math.round(length * unit);
    }

    // Large type grows less than small: it can be read already, and has to find room.
    function text(length: real): real {
        return Math.round(length * unit * (1 + (textScale - 1) * Math.min(1, 40 / length)));
    }

    // What is touched: never under 20 mm, 24 in the elder mode.
    function touch(length: real): real {
        return px(Math.max(length, elder ? 100 : 84));
    }
}
