pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Theme
import "../controls"

// One question; of the ways to answer only the one that is asked for is made.
Page {
    id: page

    required property FormModel view
    readonly property bool typed: view.kind === "text" || view.kind === "long_text"

    title: view.question
    help: [view.count > 1 ? qsTr("第 %1 题，共 %2 题").arg(view.place).arg(view.count) : "", view.help].filter(part => part !== "").join("  ·  ")
    action: qsTr("继续")
    ready: !view.loading
    why: qsTr("正在查，请稍等。")
    onActed: view.accept()

    Loader {
        width: parent.width
        active: !page.view.editing && page.view.choices.count === 0 && !page.view.loading
        sourceComponent: FieldCard {
            value: page.view.kind === "date" ? page.view.dateWritten : page.view.value
            source: page.view.source
            onChange: page.view.edit()
        }
    }

    Loader {
        width: parent.width
        height: Math.min(Theme.px(page.view.kind === "long_text" ? 320 : 128), parent.height)
        active: page.typed && page.view.editing
        sourceComponent: TextBox {
            objectName: "answer"
            name: page.view.label
            text: page.view.value
            most: page.view.maxLength
            several: page.view.kind === "long_text"
            hint: qsTr("点这里输入")
            onEdited: text => page.view.setValue(text)
            onDone: page.view.accept()
        }
    }

    Loader {
        anchors.fill: parent
        active: page.view.kind === "phone" && page.view.editing
        sourceComponent: Column {
            spacing: Theme.px(page.wide ? 24 : 48)

            NumberBox {
                id: phone

                width: parent.width
                text: page.view.value
            }

            Keypad {
                anchors.horizontalCenter: parent.horizontalCenter
                width: Math.min(parent.width, Theme.px(840))
                keyHeight: Math.max(Theme.px(84), Math.min(Theme.px(160), (parent.height - phone.height - Theme.px(140)) / 4))
                onPressed: digit => page.view.press(digit)
                onErased: page.view.erase()
            }
        }
    }

    Loader {
        width: parent.width
        active: page.view.kind === "date" && page.view.editing
        sourceComponent: DateWheel {
            year: page.view.year
            month: page.view.month
            day: page.view.day
            english: page.frame.locale === "en"
            onMoved: (part, by) => page.view.step(part, by)
        }
    }

    Loader {
        width: parent.width
        active: page.view.loading
        sourceComponent: Column {
            spacing: Theme.px(24)

            Repeater {
                model: 3

                Rectangle {
                    width: parent?.width ?? 0
                    height: Theme.px(128)
                    radius: Theme.radius
                    color: Theme.sunken
                }
            }

            Words {
                text: page.frame.working
                color: Theme.inkSoft
            }
        }
    }

    Scroll {
        anchors.fill: parent
        visible: page.view.choices.count > 0

        Repeater {
            model: page.view.choices

            OptionRow {
                required property string value

                objectName: "option_" + value
                width: parent?.width ?? 0
                chosen: page.view.value === value
                onActed: page.view.setValue(value)
            }
        }
    }
}
