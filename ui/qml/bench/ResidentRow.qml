import QtQuick
import Theme

// A resident: a touch lays the card or takes it away.
Rectangle {
    id: row

    required property string slug
    required property string name
    required property string about
    required property string note
    required property bool hasSocial
    required property bool laid
    required property bool inserted

    signal cardTouched
    signal socialTouched

    implicitHeight: Math.max(60, words.height + 14)
    radius: 8
    color: laid || inserted ? Theme.primarySoft : area.containsMouse ? Theme.ground : Theme.surface
    border.width: laid || inserted ? 2 : 0
    border.color: Theme.primary

    Accessible.role: Accessible.Button
    Accessible.name: (row.laid ? "Take away card of " : "Lay card of ") + row.slug
    Accessible.description: row.name + ", " + row.note
    Accessible.onPressAction: row.cardTouched()

    MouseArea {
        id: area

        anchors.fill: parent
        hoverEnabled: true
        onClicked: row.cardTouched()
    }

    Column {
        id: words

        anchors.verticalCenter: parent.verticalCenter
        x: 10
        width: parent.width - 20 - (row.hasSocial ? 76 : 0)
        spacing: 1

        Row {
            width: parent.width
            spacing: 8

            Label {
                id: name

                text: row.name
                font.bold: true
                Accessible.ignored: true
            }

            Label {
                anchors.baseline: name.baseline
                width: parent.width - name.width - parent.spacing
                text: row.laid ? "卡在读卡器上 · on the reader" : row.about
                color: row.laid ? Theme.primary : Theme.inkSoft
                size: 12
                Accessible.ignored: true
            }
        }

        Label {
            width: parent.width
            text: row.note
            soft: true
            size: 12
            wrapMode: Text.Wrap
            maximumLineCount: 2
            Accessible.ignored: true
        }
    }

    Key {
        visible: row.hasSocial
        anchors.right: parent.right
        anchors.rightMargin: 8
        anchors.verticalCenter: parent.verticalCenter
        width: 72
        zh: row.inserted ? "拔社保卡" : "插社保卡"
        en: row.inserted ? "remove" : "social card"
        lit: row.inserted
        trouble: false
        Accessible.name: (row.inserted ? "Remove social card of " : "Insert social card of ") + row.slug
        onActed: row.socialTouched()
    }
}
