import QtQuick
import Kiosk
import Theme
import "../controls"

// What is agreed to, large enough to be read.
Answer {
    id: answer

    required property AgreementEntry entry

    Item {
        width: parent.width
        height: Math.min(parent.height - Theme.px(8), Math.max(words.height + Theme.px(128), Theme.px(320)))

        Card {
            anchors.fill: parent
            edge: Theme.primaryLine
        }

        Scroll {
            anchors.fill: parent
            anchors.margins: Theme.px(48)

            Column {
                id: words

                width: parent?.width ?? 0
                spacing: Theme.px(32)

                Words {
                    width: parent.width
                    text: answer.entry.question
                    font.pixelSize: Theme.heading
                    font.weight: Font.Medium
                    lineHeight: 1.2
                }

                Words {
                    width: parent.width
                    visible: text !== ""
                    text: answer.entry.help
                    color: Theme.inkSoft
                    font.pixelSize: Theme.text(38)
                    lineHeight: 1.2
                }
            }
        }
    }
}
