import QtQuick
import Theme

// A question that somebody asked, its answer, and the way to the matter that it is about.
Item {
    id: card

    required property string key
    required property string question
    required property string answer
    required property string matter
    required property string code
    required property string note

    signal went

    implicitHeight: column.height + Theme.px(56)

    Card {
        anchors.fill: parent
    }

    Column {
        id: column

        x: Theme.px(32)
        y: Theme.px(28)
        width: parent.width - Theme.px(64)
        spacing: Theme.px(12)

        Words {
            width: parent.width
            text: card.question
            font.pixelSize: Theme.text(38)
            font.weight: Font.Medium
            lineHeight: 0.96
        }

        Words {
            width: parent.width
            text: card.answer
        }

        SecondaryButton {
            objectName: "go_" + card.key
            width: Math.min(implicitWidth, parent.width)
            visible: card.matter !== ""
            icon: card.note === "" ? "caret-right" : "map-pin"
            name: shown + ", " + card.question
            shown: card.note === "" ? qsTr("去办：%1").arg(card.matter) : card.note
            onActed: card.went()
        }
    }
}
