import QtQuick
import Theme

// A question over everything: two answers, and at times another way below them.
Sheet {
    id: question

    property string title
    property string text
    property string action
    property string second
    property string third
    property string icon
    property bool declines: false // whether the second answer is the way back, else the first
    default property alias extras: extra.data

    signal acted
    signal seconded
    signal thirded

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

        Grid {
            id: answers

            readonly property real half: (column.width - spacing) / 2
            readonly property bool beside: question.second === "" || Math.max(second.implicitWidth, action.implicitWidth) <= half
            readonly property real part: question.second === "" || !beside ? column.width : half

            anchors.horizontalCenter: parent.horizontalCenter
            columns: beside ? 2 : 1
            topPadding: Theme.px(16)
            spacing: Theme.px(24)

            SecondaryButton {
                id: second

                objectName: question.declines ? "dialogBack" : "dialogSecond"
                visible: question.second !== ""
                width: answers.beside ? Math.min(Math.max(implicitWidth, Theme.px(300)), answers.part) : answers.part
                name: question.second
                onActed: question.seconded()
            }

            PrimaryButton {
                id: action

                objectName: "dialogAction"
                width: answers.beside ? Math.min(Math.max(implicitWidth, Theme.px(300)), answers.part) : answers.part
                name: question.action
                onActed: question.acted()
            }
        }

        SecondaryButton {
            objectName: "dialogThird"
            anchors.horizontalCenter: parent.horizontalCenter
            width: Math.max(answers.width, Math.min(implicitWidth, column.width))
            visible: question.third !== ""
            icon: "clock"
            name: question.third
            onActed: question.thirded()
        }
    }
}
