pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Theme
import "../controls"

// What a query found, or honestly nothing.
Page {
    id: page

    required property ReviewModel view

    title: view.nothingFound ? qsTr("没有查到") : view.verification ? qsTr("审验好了，已经记下") : qsTr("查到了")
    help: view.matter
    action: view.nothingFound ? qsTr("打印结果") : view.verification ? qsTr("继续") : qsTr("打印结果")
    actionIcon: view.verification && !view.nothingFound ? "caret-right" : "printer"
    second: view.verification && !view.nothingFound ? "" : qsTr("不用打印")
    onActed: view.confirm()
    onSeconded: view.confirmWithoutPaper()

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
            place: page.view.place
            hours: page.view.hours
            phone: page.view.phone
        }
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

                Grid {
                    id: grid

                    width: rows.width
                    columns: page.wide ? 2 : 1

                    Repeater {
                        model: page.view.found

                        CheckRow {
                            width: grid.width / grid.columns
                        }
                    }
                }
            }
        }

        Words {
            width: parent.width
            text: page.view.after
            color: Theme.inkSoft
        }
    }
}
