pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Theme
import "../controls"

// What one gets, what it costs, how long it takes, what need not be brought.
Page {
    id: page

    required property GuideModel view

    title: view.name
    help: view.department
    action: qsTr("开始办理")
    onActed: view.begin()

    Scroll {
        anchors.fill: parent
        spacing: Theme.px(40)

        TroubleBanner {
            width: parent.width
            text: page.view.note
        }

        Grid {
            id: strip

            readonly property real cell: (width - (columns - 1) * spacing) / (page.wide ? 5 : 2)
            readonly property real tall: Math.max(cost.implicitHeight, here.implicitHeight, result.implicitHeight, done.implicitHeight)

            width: parent.width
            columns: page.wide ? 4 : 2
            spacing: Theme.px(24)

            FactStrip {
                id: result

                width: page.wide ? 2 * strip.cell : strip.cell
                height: strip.tall
                icon: "receipt"
                label: qsTr("办成后")
                value: page.view.result
            }

            FactStrip {
                id: cost

                width: strip.cell
                height: strip.tall
                icon: "coins"
                label: qsTr("费用")
                value: page.view.price
            }

            FactStrip {
                id: here

                width: strip.cell
                height: strip.tall
                icon: "clock"
                label: qsTr("在这里办")
                value: page.view.minutes
            }

            FactStrip {
                id: done

                width: strip.cell
                height: strip.tall
                icon: "hourglass-medium"
                label: qsTr("多久办好")
                value: page.view.duration
            }
        }

        Grid {
            id: lists

            readonly property real cell: (width - (columns - 1) * columnSpacing) / columns

            width: parent.width
            columns: page.wide && page.view.known.count > 0 ? 2 : 1
            columnSpacing: Theme.px(48)
            rowSpacing: Theme.px(40)

            Column {
                width: lists.cell
                spacing: Theme.px(24)

                Words {
                    width: parent.width
                    text: qsTr("不用带的")
                    font.pixelSize: Theme.heading
                    font.weight: Font.Medium
                }

                Fact {
                    width: lists.cell
                    icon: "identification-card"
                    colour: Theme.done
                    soft: Theme.doneSoft
                    title: qsTr("身份证复印件")
                    text: qsTr("刷过卡就够了")
                }

                Repeater {
                    model: page.view.papers

                    PaperRow {
                        width: lists.cell
                    }
                }
            }

            Column {
                width: lists.cell
                spacing: Theme.px(24)
                visible: page.view.known.count > 0

                Words {
                    width: parent.width
                    text: qsTr("已经知道、不用填的")
                    font.pixelSize: Theme.heading
                    font.weight: Font.Medium
                }

                Repeater {
                    model: page.view.known

                    KnownRow {
                        width: lists.cell
                    }
                }
            }
        }
    }
}
