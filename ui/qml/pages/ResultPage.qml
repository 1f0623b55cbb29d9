pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Theme
import "../controls"

// What a query found, or honestly nothing.
Page {
    id: page

    required property ReviewModel view
    readonly property bool goesOn: view.verification && !view.nothingFound
    readonly property bool printing: !goesOn && view.printer

    title: view.nothingFound ? qsTr("没有查到") : view.verification ? qsTr("审验好了，已经记下") : qsTr("查到了")
    help: view.matter
    action: goesOn ? qsTr("继续") : printing ? qsTr("打印结果") : qsTr("看好了")
    actionIcon: goesOn ? "caret-right" : printing ? "printer" : "check"
    second: printing ? qsTr("不用打印") : ""
    onActed: goesOn || printing ? view.confirm() : view.confirmWithoutPaper()
    onSeconded: view.confirmWithoutPaper()

    component NoPaper: Words {
        width: parent?.width ?? 0
        visible: !page.goesOn && !page.view.printer
        text: qsTr("打印机现在用不了。要留着的，请抄下或拍下这一页。")
        color: Theme.inkSoft
    }

    Scroll {
        anchors.fill: parent
        visible: page.view.nothingFound
        spacing: Theme.px(40)

        TroubleBanner {
            objectName: "nothing"
            width: parent.width
            text: page.view.nothingFound ? page.view.nothing : ""
        }

        CounterCard {
            width: parent.width
            asked: true
            place: page.view.place
            hours: page.view.hours
            phone: page.view.phone
        }

        NoPaper {}
    }

    Scroll {
        anchors.fill: parent
        visible: !page.view.nothingFound

        Item {
            width: parent.width
            height: rows.height

            Card {
                anchors.fill: parent
            }

            Column {
                id: rows

                width: parent.width

                Repeater {
                    model: page.view.answers

                    CheckRow {
                        width: rows.width
                        onChange: field => page.view.change(field)
                    }
                }

                FoundRows {
                    width: rows.width
                    found: page.view.found
                    wide: page.wide
                    below: page.view.answers.count > 0
                }
            }
        }

        Words {
            width: parent.width
            visible: text !== ""
            text: page.view.after
            color: Theme.inkSoft
        }

        NoPaper {
            objectName: "noPaper"
        }
    }
}
