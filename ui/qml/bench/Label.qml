import QtQuick
import Theme

// Text of the bench: small, because whoever reads it sits before it.
Text {
    property real size: 15
    property bool soft: false

    color: soft ? Theme.inkSoft : Theme.ink
    font.family: Theme.family
    font.pixelSize: size
    textFormat: Text.PlainText
    elide: Text.ElideRight

    Accessible.role: Accessible.StaticText
    Accessible.name: text
    Accessible.ignored: text === ""
}
