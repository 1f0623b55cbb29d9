import QtQuick
import QtQuick.VirtualKeyboard
import QtQuick.VirtualKeyboard.Settings
import Theme

// Pinyin and Latin letters; what is typed is never learned (the fields forbid it). Beside the words that it offers,
// or above the keys where it offers none, stand the ways to rare characters and to handwriting.
Item {
    id: board

    required property KeyboardHost host
    readonly property real offering: -panel.keyboard.wordCandidateView.y

    function go(way: string): void {
        InputMethod.reset(); // letters that no word was chosen for
        host.way = way;
    }

    height: panel.height + (offering === 0 ? ways.height : 0)

    Component.onCompleted: {
        VirtualKeyboardSettings.activeLocales = ["zh_CN", "en_US"];
        VirtualKeyboardSettings.wordCandidateList.alwaysVisible = true;
        VirtualKeyboardSettings.locale = Qt.binding(() => board.host.frame.locale === "en" ? "en_US" : "zh_CN");
        panel.keyboard.wordCandidateView.anchors.rightMargin = Qt.binding(() => ways.width);
    }

    Rectangle {
        width: parent.width
        height: ways.height
        color: Theme.surface

        Rectangle {
            width: parent.width
            height: Theme.px(2)
            color: Theme.line
        }
    }

    InputPanel {
        id: panel

        anchors.bottom: parent.bottom
        width: parent.width
    }

    Row {
        id: ways

        anchors.right: parent.right
        spacing: Theme.px(8)
        height: board.offering > 0 ? board.offering : Theme.touch(84)

        WayKey {
            objectName: "rare"
            visible: board.host.frame.rare !== null
            name: qsTr("生僻字")
            icon: "magnifying-glass"
            onActed: board.go("rare")
        }

        WayKey {
            objectName: "writeByHand"
            visible: board.host.frame.handwriting !== null
            name: qsTr("手写")
            icon: "pencil-simple"
            onActed: board.go("hand")
        }
    }
}
