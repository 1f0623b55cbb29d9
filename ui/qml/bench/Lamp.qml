import QtQuick
import Theme

// How one simulator stands: colour and word.
Row {
    id: lamp

    required property string name
    required property string condition
    required property bool well

    spacing: 6

    Accessible.role: Accessible.StaticText
    Accessible.name: lamp.name + ": " + lamp.condition

    Rectangle {
        anchors.verticalCenter: parent.verticalCenter
        width: 10
        height: 10
        radius: lamp.well ? 5 : 2
        color: lamp.well ? Theme.done : Theme.attentionMark
    }

    Label {
        anchors.verticalCenter: parent.verticalCenter
        text: lamp.name
        soft: true
        size: 13
        Accessible.ignored: true
    }

    Label {
        anchors.verticalCenter: parent.verticalCenter
        text: lamp.condition
        color: lamp.well ? Theme.ink : Theme.attention
        font.bold: !lamp.well
        size: 13
        Accessible.ignored: true
    }
}
