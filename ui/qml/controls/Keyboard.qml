import QtQuick
import QtQuick.VirtualKeyboard
import QtQuick.VirtualKeyboard.Settings

// Pinyin and Latin letters; what is typed is never learned (the fields forbid it).
InputPanel {
    id: panel

    property bool english: false

    Component.onCompleted: {
        VirtualKeyboardSettings.activeLocales = ["zh_CN", "en_US"];
        VirtualKeyboardSettings.wordCandidateList.alwaysVisible = true;
        VirtualKeyboardSettings.locale = Qt.binding(() => panel.english ? "en_US" : "zh_CN");
    }
}
