import QtQuick
import Kiosk
import Theme

// What holds for this visit only: how it looks, language, elder mode, help, leaving.
Rectangle {
    id: bar

    required property Screens frame
    readonly property bool wide: Theme.wide && !Theme.low
    readonly property int columns: wide ? 3 : row.visibleChildren.length
    readonly property real part: Math.floor(width / columns)

    signal display
    signal help
    signal leave

    implicitHeight: wide ? 2 * Theme.sessionBar : Theme.sessionBar
    color: Theme.surface

    Grid {
        id: row

        anchors.fill: parent
        columns: bar.columns

        SessionButton {
            objectName: "display"
            width: bar.part
            icon: "text-aa"
            word: qsTr("字和颜色")
            onActed: bar.display()
        }

        SessionButton {
            objectName: "language"
            width: bar.part
            icon: "translate"
            word: bar.frame.locale === "zh" ? "English" : "中文"
            onActed: bar.frame.toggleLocale()
        }

        SessionButton {
            objectName: "elder"
            width: bar.part
            icon: "hand-heart"
            word: bar.frame.elder ? qsTr("普通版") : qsTr("长辈版")
            onActed: bar.frame.toggleElder()
        }

        SessionButton {
            objectName: "speech"
            width: bar.part
            visible: bar.frame.speaks
            icon: "speaker-high"
            word: bar.frame.speaking ? qsTr("不读了") : qsTr("朗读")
            onActed: bar.frame.toggleSpeech()
        }

        SessionButton {
            objectName: "dark"
            width: bar.part
            visible: bar.frame.speaking
            icon: "eye-slash"
            word: qsTr("关屏幕")
            onActed: bar.frame.toggleDark()
        }

        SessionButton {
            objectName: "help"
            width: bar.part
            icon: "phone"
            word: qsTr("帮助")
            onActed: bar.help()
        }

        SessionButton {
            objectName: "leave"
            width: bar.part
            visible: bar.frame.visiting
            icon: "sign-out"
            word: qsTr("退出")
            onActed: bar.leave()
        }
    }

    Rectangle {
        y: Theme.low ? parent.height - height : 0
        width: parent.width
        height: Theme.px(2)
        color: Theme.line
    }
}
