import QtQuick
import QtQuick.VirtualKeyboard
import QtQuick.VirtualKeyboard.Settings
import Theme

// Pinyin and Latin letters; what is typed is never learned (the fields forbid it). Beside the words that it offers,
// or above the keys where it offers none, stands the way to handwriting.
Item {
    id: board

    required property KeyboardHost host
    readonly property bool handy: host.frame.handwriting !== null
    readonly property real offering: -panel.keyboard.wordCandidateView.y

    height: panel.height + (handy && offering === 0 ? hand.height : 0)

    Component.onCompleted: {
        VirtualKeyboardSettings.activeLocales = ["zh_CN", "en_US"];
        VirtualKeyboardSettings.wordCandidateList.alwaysVisible = true;
        VirtualKeyboardSettings.locale = Qt.binding(() => board.host.frame.locale === "en" ? "en_US" : "zh_CN");
        panel.keyboard.wordCandidateView.anchors.rightMargin = Qt.binding(() => board.handy ? hand.width : 0);
    }

    Rectangle {
        width: parent.width
        height: board.handy ? hand.height : 0
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

    Touchable {
        id: hand

        objectName: "writeByHand"
        anchors.right: parent.right
        width: word.implicitWidth + Theme.px(112)
        height: board.offering > 0 ? board.offering : Theme.touch(84)
        visible: board.handy
        name: qsTr("手写")
        onActed: {
            InputMethod.reset(); // letters that no word was chosen for
            board.host.writing = true;
        }

        Rectangle {
            anchors.fill: parent
            anchors.margins: Theme.px(5)
            radius: Theme.px(12)
            color: hand.pressed ? Theme.chosenSoft : Theme.primarySoft
            border.width: Theme.px(2)
            border.color: Theme.primaryLine
        }

        Icon {
            x: Theme.px(20)
            anchors.verticalCenter: parent.verticalCenter
            name: "pencil-simple"
            colour: Theme.primary
        }

        Words {
            id: word

            x: Theme.px(80)
            anchors.verticalCenter: parent.verticalCenter
            text: hand.name
            color: Theme.primary
            font.pixelSize: Theme.px(36)
            font.weight: Font.Medium
            wrapMode: Text.NoWrap
            lineHeight: 1
            Accessible.ignored: true
        }
    }
}
