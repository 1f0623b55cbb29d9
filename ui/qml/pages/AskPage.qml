pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Theme
import "../controls"

// Ask in words: answers as they are typed, each with its matter; what nothing answers is filed with 12345.
Page {
    id: page

    required property AskModel view

    chooses: true
    title: qsTr("您想问什么？")
    help: wide && Theme.keyboardHeight > 0 ? "" : view.query === "" ? qsTr("说说您的问题，比如“换身份证要带什么”。") : qsTr("找到 %1 条。").arg(view.lines.count)
    action: view.files && view.query !== "" ? qsTr("都不是，转 12345") : ""
    onActed: view.file()

    SearchBox {
        id: box

        width: parent.width
        hint: qsTr("输入您的问题")
        label: qsTr("提问")
        onEdited: text => page.view.ask(text)
        Component.onCompleted: text = page.view.query
    }

    Loader {
        y: box.height + Theme.px(32)
        width: parent.width
        active: !page.view.ready
        sourceComponent: Waiting {
            text: qsTr("正在准备答案")
        }
    }

    Scroll {
        y: box.height + Theme.px(page.wide ? 24 : 32)
        width: parent.width
        height: parent.height - y
        visible: page.view.ready
        spacing: Theme.px(24)

        Words {
            visible: page.view.query === ""
            text: qsTr("大家常问的")
            font.weight: Font.Medium
        }

        Repeater {
            model: page.view.lines

            AnswerCard {
                objectName: "answer_" + key
                width: parent?.width ?? 0
                onWent: page.view.go(code)
            }
        }

        Words {
            width: parent.width
            visible: page.view.query !== "" && page.view.lines.count === 0
            text: qsTr("没有现成的答案。换个说法试试，或转给 12345，有人回您电话。")
            color: Theme.inkSoft
        }
    }
}
