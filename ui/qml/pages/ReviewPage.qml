pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Theme
import "../controls"

// Everything that will be handed in; each answer can be changed.
Page {
    id: page

    required property ReviewModel view

    title: qsTr("请核对一遍")
    help: view.matter
    action: view.amount !== "" ? qsTr("没有错，去缴费") : view.certificate ? qsTr("没有错，开证明") : qsTr("没有错，提交")
    onActed: view.confirm()

    Scroll {
        width: parent.width
        height: total.height > 0 ? total.y - Theme.px(24) : parent.height

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

                Repeater {
                    model: page.view.found

                    CheckRow {
                        width: rows.width
                    }
                }

                CheckRow {
                    width: rows.width
                    visible: page.view.promised
                    field: ""
                    first: false
                    label: qsTr("承诺")
                    value: qsTr("已签名")
                }
            }
        }
    }

    // However long the list: what is to be paid is in sight.
    Column {
        id: total

        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.px(page.wide ? 0 : 16)
        width: parent.width

        Words {
            objectName: "waived"
            width: parent.width
            visible: text !== ""
            text: page.view.waived
            color: Theme.done
            font.pixelSize: Theme.heading
            font.weight: Font.Medium
            horizontalAlignment: Text.AlignRight
        }

        Row {
            width: parent.width
            visible: page.view.amount !== ""
            layoutDirection: Qt.RightToLeft
            spacing: Theme.px(24)

            Words {
                id: amount

                text: page.view.amount
                font.pixelSize: Theme.text(64)
                font.bold: true
                lineHeight: 1
            }

            Words {
                anchors.baseline: amount.baseline
                text: qsTr("要付")
                color: Theme.inkSoft
                lineHeight: 1
            }
        }

        Words {
            objectName: "late"
            width: parent.width
            visible: text !== ""
            text: page.view.late
            color: Theme.inkSoft
            horizontalAlignment: Text.AlignRight
        }
    }
}
