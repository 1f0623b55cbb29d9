import QtQuick
import Theme

// Search by name, pinyin or initials; touching it opens the keyboard.
Item {
    id: box

    property string hint: qsTr("输入事情的名称、拼音或首字母")
    property string label: qsTr("搜索事项")
    property alias text: input.text

    signal edited(string text)

    implicitHeight: Theme.low ? Theme.touch(84) : Theme.px(120)

    Rectangle {
        anchors.fill: parent
        radius: Theme.radius
        color: Theme.surface
        border.width: Theme.px(input.activeFocus ? 4 : 3)
        border.color: input.activeFocus ? Theme.primary : Theme.primaryLine
    }

    Icon {
        x: Theme.px(32)
        anchors.verticalCenter: parent.verticalCenter
        name: "magnifying-glass"
        colour: Theme.primary
        side: Theme.px(56)
    }

    Words {
        anchors.fill: input
        visible: input.text === "" && input.preeditText === ""
        text: box.hint
        color: Theme.inkSoft
        verticalAlignment: Text.AlignVCenter
        wrapMode: Text.NoWrap
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: Theme.px(24)
        elide: Text.ElideRight
        Accessible.ignored: true
    }

    TextInput {
        id: input

        objectName: "search"
        anchors.fill: parent
        anchors.leftMargin: Theme.px(112)
        anchors.rightMargin: Theme.px(128)
        verticalAlignment: TextInput.AlignVCenter
        color: Theme.ink
        font.family: Theme.family
        font.pixelSize: Theme.text(40)
        clip: true
        inputMethodHints: Qt.ImhSensitiveData | Qt.ImhNoAutoUppercase
        onTextChanged: box.edited(text)

        Accessible.role: Accessible.EditableText
        Accessible.name: box.label
        Accessible.description: box.hint
        Accessible.searchEdit: true
    }

    Touchable {
        objectName: "clearSearch"
        anchors.right: parent.right
        width: Theme.px(112)
        height: parent.height
        visible: input.text !== ""
        name: qsTr("清空")
        onActed: input.clear()

        Icon {
            anchors.centerIn: parent
            name: "x"
            colour: Theme.inkSoft
        }
    }
}
