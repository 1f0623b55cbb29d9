import QtQuick
import Theme

// A button with its word in both languages; lit while what it does is in force.
Rectangle {
    id: key

    required property string zh
    required property string en
    property bool lit: false
    property bool trouble: true
    property bool usable: true

    signal acted

    function press(): void {
        if (usable)
            acted();
    }

    readonly property color litColour: trouble ? Theme.attentionSoft : Theme.primarySoft
    readonly property color edge: trouble ? Theme.attentionMark : Theme.primary

    implicitHeight: 44
    radius: 8
    opacity: usable ? 1 : 0.45
    scale: area.pressed && usable ? 0.97 : 1
    color: lit ? litColour : area.containsMouse && usable ? Theme.sunken : Theme.ground
    border.width: lit ? 2 : 1
    border.color: lit ? edge : Theme.line

    Accessible.role: Accessible.Button
    Accessible.name: key.en
    Accessible.description: key.zh
    Accessible.checkable: true
    Accessible.checked: key.lit
    Accessible.onPressAction: key.press()

    Column {
        anchors.centerIn: parent
        width: parent.width - 8

        Label {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: key.zh
            size: 14
            font.bold: key.lit
            Accessible.ignored: true
        }

        Label {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: key.en
            soft: true
            size: 11
            Accessible.ignored: true
        }
    }

    MouseArea {
        id: area

        anchors.fill: parent
        hoverEnabled: true
        onClicked: key.press()
    }
}
