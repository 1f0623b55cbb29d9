pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Theme
import "../controls"

// For whom it is: somebody of the family, whoever's card is laid, or a name by hand.
Page {
    id: page

    required property WhomModel view

    title: view.writing ? qsTr("家人是谁？") : qsTr("替哪位家人办？")
    help: view.writing ? qsTr("写了姓名和号码，后面要签一份承诺。") : ""
    action: view.byRecord || view.byHand ? qsTr("继续") : "" // a card alone goes on by itself
    ready: !view.loading
    why: qsTr("正在查，请稍等。")
    second: !view.byHand ? qsTr("去窗口办") : view.writing ? qsTr("选家人") : qsTr("手动填写")
    onActed: view.accept()
    onSeconded: view.byHand ? view.turn() : view.toCounter()

    Scroll {
        anchors.fill: parent
        spacing: Theme.px(24)
        visible: !page.view.writing

        Waiting {
            width: parent?.width ?? 0
            visible: page.view.loading
            text: page.frame.working
        }

        Repeater {
            model: page.view.choices

            OptionRow {
                required property string value

                objectName: "option_" + value
                width: parent?.width ?? 0
                chosen: page.view.chosen === value
                onActed: page.view.touch(value)
            }
        }

        Words {
            objectName: "nobody"
            width: parent?.width ?? 0
            visible: page.view.byRecord && !page.view.loading && page.view.choices.count === 0
            text: qsTr("没有查到您的家人。")
            color: Theme.inkSoft
        }

        WayCard {
            objectName: "secondCard"
            width: parent?.width ?? 0
            visible: page.view.byCard
            icon: "identification-card"
            text: page.view.byRecord ? qsTr("也可以把家人的身份证平放在读卡区。") : qsTr("请拿开您的证件，把家人的身份证平放在读卡区。")
        }
    }

    AnswerHost {
        id: answer

        anchors.fill: parent
        visible: page.view.writing
        control: page.view.writing ? "Person" : ""
        entry: page.view.entry
        wide: page.wide
        english: page.frame.locale === "en"
        onControlChanged: make()
        onDone: page.view.accept()
    }
}
