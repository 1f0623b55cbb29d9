import QtQuick
import Kiosk
import Theme

// What holds for this visit only: text size, language, help, leaving.
Rectangle {
    id: bar

    required property Screens frame
    readonly property real part: width / row.visibleChildren.length

    signal help
    signal leave

    implicitHeight: Theme.sessionBar
    color: Theme.surface

    Rectangle {
        width: parent.width
        height: Theme.px(2)
        color: Theme.line
    }

    Row {
        id: row

        anchors.fill: parent

        SessionButton {
            objectName: "size"
            width: bar.part
            icon: "text-aa"
            word: bar.frame.large ? qsTr("小字") : qsTr("大字")
            onActed: bar.frame.toggleSize()
        }

        SessionButton {
            objectName: "language"
            width: bar.part
            icon: "translate"
            word: bar.frame.locale === "zh" ? "English" : "中文"
            onActed: bar.frame.toggleLocale()
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
}
