import QtQuick
import Theme

// One part of the bench with its name in both languages, which are always shown together: nothing is translated.
Rectangle {
    id: panel

    required property string zh
    required property string en
    property string remark
    property bool troubled: false
    default property alias content: column.data

    implicitHeight: column.y + column.height + 12
    radius: 10
    color: Theme.surface
    border.width: 1
    border.color: troubled ? Theme.attentionMark : Theme.line

    Accessible.role: Accessible.Grouping
    Accessible.name: panel.en

    Label {
        id: title

        x: 12
        y: 9
        text: panel.zh
        font.bold: true
        size: 16
    }

    Label {
        id: subtitle

        anchors.left: title.right
        anchors.leftMargin: 8
        anchors.baseline: title.baseline
        text: panel.en
        soft: true
        size: 12
    }

    Label {
        anchors.right: parent.right
        anchors.rightMargin: 12
        anchors.left: subtitle.right
        anchors.leftMargin: 12
        anchors.baseline: title.baseline
        horizontalAlignment: Text.AlignRight
        text: panel.remark
        color: panel.troubled ? Theme.attention : Theme.inkSoft
        size: 12
    }

    Column {
        id: column

        x: 12
        y: 38
        width: parent.width - 24
        spacing: 8
    }
}
