import QtQuick
import Theme

// A large box for typing; what is typed is never learned by the keyboard.
Item {
    id: box

    property string name
    property alias text: input.text
    property string hint
    property int most: 60
    property bool several: false
    property bool focused: true
    readonly property alias composed: input.preeditText

    signal edited(string text)
    signal done

    function focusIn(): void {
        input.forceActiveFocus();
        InputMethod.show();
    }

    implicitHeight: several ? Theme.px(320) : Theme.px(128)

    Component.onCompleted: {
        input.cursorPosition = input.length;
        if (focused)
            focusIn();
    }

    Rectangle {
        anchors.fill: parent
        radius: Theme.radius
        color: Theme.surface
        border.width: Theme.px(input.activeFocus ? 4 : 3)
        border.color: input.activeFocus ? Theme.primary : Theme.primaryLine
    }

    Words {
        anchors.fill: input
        visible: input.text === "" && input.preeditText === ""
        text: box.hint
        color: Theme.inkSoft
        font.pixelSize: Theme.text(38)
        verticalAlignment: box.several ? Text.AlignTop : Text.AlignVCenter
        Accessible.ignored: true
    }

    TextEdit {
        id: input

        objectName: "input"
        anchors.fill: parent
        anchors.margins: Theme.px(32)
        anchors.topMargin: Theme.px(box.several ? 32 : 12)
        anchors.bottomMargin: Theme.px(box.several ? 64 : 12)
        color: Theme.ink
        font.family: Theme.family
        font.pixelSize: Theme.text(42)
        wrapMode: TextEdit.Wrap
        textFormat: TextEdit.PlainText
        verticalAlignment: box.several ? TextEdit.AlignTop : TextEdit.AlignVCenter
        clip: true
        inputMethodHints: Qt.ImhSensitiveData | Qt.ImhNoAutoUppercase
        onTextChanged: box.edited(text)
        Keys.onReturnPressed: box.done()

        Accessible.role: Accessible.EditableText
        Accessible.name: box.name
        Accessible.description: box.hint
    }

    Words {
        anchors.right: parent.right
        anchors.rightMargin: Theme.px(24)
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.px(16)
        visible: box.several
        text: qsTr("%1 / %2 字").arg(input.length).arg(box.most)
        color: input.length > box.most ? Theme.stopped : Theme.inkSoft
        font.pixelSize: Theme.caption
    }
}
