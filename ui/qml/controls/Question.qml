import QtQuick
import Theme

// A question over everything: two answers at most.
Sheet {
    id: question

    property string title
    property string text
    property string action
    property string second
    property string icon
    default property alias extras: extra.data

    signal acted
    signal seconded

    name: title

    content: Column {
        id: column

        width: parent?.width ?? 0
        spacing: Theme.px(Theme.low ? 20 : 32)

        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            visible: question.icon !== ""
            name: question.icon
            colour: Theme.primary
            side: Theme.px(112)
        }

        Item {
            id: extra

            anchors.horizontalCenter: parent.horizontalCenter
            width: childrenRect.width
            height: childrenRect.height
            visible: children.length > 0
        }

        Words {
            width: parent.width
            text: question.title
            Accessible.ignored: true // the sheet has it as its name
            font.pixelSize: Theme.title
            font.bold: true
            lineHeight: 0.96
            horizontalAlignment: Text.AlignHCenter
        }

        Words {
            width: parent.width
            visible: text !== ""
            text: question.text
            color: Theme.inkSoft
            horizontalAlignment: Text.AlignHCenter
        }

        Row {
            anchors.horizontalCenter: parent.horizontalCenter
            topPadding: Theme.px(16)
            spacing: Theme.px(24)

            SecondaryButton {
                objectName: "dialogSecond"
                visible: question.second !== ""
                width: Math.min(Math.max(implicitWidth, Theme.px(300)), (column.width - Theme.px(24)) / 2)
                name: question.second
                onActed: question.seconded()
            }

            PrimaryButton {
                objectName: "dialogAction"
                width: Math.min(Math.max(implicitWidth, Theme.px(300)), question.second !== "" ? (column.width - Theme.px(24)) / 2 : column.width)
                name: question.action
                onActed: question.acted()
            }
        }
    }
}
