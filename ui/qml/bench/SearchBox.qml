import QtQuick
import Theme

// Where a resident is looked for.
Rectangle {
    id: box

    property alias text: input.text

    implicitHeight: 34
    radius: 8
    color: Theme.ground
    border.width: input.activeFocus ? 2 : 1
    border.color: input.activeFocus ? Theme.primary : Theme.line

    Label {
        anchors.fill: input
        visible: input.text === ""
        verticalAlignment: Text.AlignVCenter
        text: "找人：姓名、情形、证件 · search"
        soft: true
        size: 13
        Accessible.ignored: true
    }

    TextInput {
        id: input

        anchors.fill: parent
        anchors.leftMargin: 10
        anchors.rightMargin: 10
        verticalAlignment: TextInput.AlignVCenter
        clip: true
        selectByMouse: true
        color: Theme.ink
        font.family: Theme.family
        font.pixelSize: 14

        Accessible.role: Accessible.EditableText
        Accessible.name: "Search residents"
    }

    TapHandler {
        // Without a window manager nobody else gives the window the keyboard.
        onPressedChanged: {
            if (!pressed)
                return;
            box.Window.window.requestActivate();
            input.forceActiveFocus();
        }
    }
}
