import QtQuick
import Theme

// One case: where it stands in colour, sign and word; which it is; what to do; and its number.
Item {
    id: card

    required property string number
    required property string label
    required property string mark
    required property string standing
    required property string says
    required property string next
    required property string handedIn
    required property bool here
    readonly property bool wanted: mark === "wanted"
    readonly property bool attention: wanted || mark === "called"
    readonly property color tone: attention ? Theme.attention : mark === "done" ? Theme.done : mark === "refused" ? Theme.stopped : Theme.primary

    signal supply

    implicitHeight: column.height + Theme.px(64)

    Card {
        anchors.fill: parent
        edge: card.attention ? Theme.attentionMark : Theme.line
        edgeWidth: Theme.px(card.attention ? 4 : 2)
    }

    Column {
        id: column

        x: Theme.px(40)
        y: Theme.px(32)
        width: parent.width - Theme.px(80)
        spacing: Theme.px(12)

        Rectangle {
            width: Math.min(sign.width + Theme.px(40), parent.width)
            height: sign.height + Theme.px(16)
            radius: height / 2
            color: card.attention ? Theme.attentionSoft : card.mark === "done" ? Theme.doneSoft : card.mark === "refused" ? Theme.stoppedSoft : Theme.primarySoft

            Row {
                id: sign

                anchors.centerIn: parent
                spacing: Theme.px(12)

                Icon {
                    anchors.verticalCenter: parent.verticalCenter
                    name: card.wanted ? "warning-circle-fill" : card.mark === "called" ? "phone" : card.mark === "done" ? "check-circle-fill" : card.mark === "refused" ? "x-circle-fill" : "clock"
                    colour: card.tone
                    side: Theme.px(44)
                }

                Words {
                    objectName: "caseState"
                    anchors.verticalCenter: parent.verticalCenter
                    text: card.standing
                    color: card.tone
                    font.weight: Font.Medium
                    wrapMode: Text.NoWrap
                }
            }
        }

        Words {
            width: parent.width
            text: card.label
            font.pixelSize: Theme.text(40)
            font.weight: Font.Medium
            lineHeight: 0.96
        }

        Words {
            width: parent.width
            text: card.says
            font.pixelSize: card.wanted ? Theme.text(40) : Theme.body
            font.weight: card.wanted ? Font.Bold : Font.Normal
        }

        Words {
            width: parent.width
            text: card.next
        }

        Item {
            visible: card.here
            width: parent.width
            height: offer.height + Theme.px(24)

            SecondaryButton {
                id: offer

                objectName: "supply_" + card.number
                y: Theme.px(12)
                icon: "file-text"
                shown: qsTr("在这里拍照补交")
                name: qsTr("%1：%2").arg(shown).arg(card.label)
                onActed: card.supply()
            }
        }

        Words {
            width: parent.width
            topPadding: Theme.px(8)
            text: qsTr("%1 交 · 收件编号 %2").arg(card.handedIn).arg(card.number)
            color: Theme.inkSoft
            font.pixelSize: Theme.caption
        }
    }
}
