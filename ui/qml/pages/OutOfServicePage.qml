pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Theme
import "../controls"

// Nothing can be done here: since when, who was told, where to go.
Item {
    id: page

    required property Screens frame
    required property OutOfServiceModel view
    readonly property bool wide: width > height

    Scroll {
        anchors.fill: parent
        anchors.leftMargin: Theme.margin
        anchors.rightMargin: Theme.margin + (page.wide && !Theme.low ? Theme.rail : 0)
        anchors.topMargin: page.wide ? Theme.px(24) : 0
        anchors.bottomMargin: page.wide ? Theme.px(24) : 0
        middle: true

        Grid {
            id: both

            readonly property real cell: page.wide ? (width - columnSpacing) / 2 : width

            x: (parent.width - width) / 2
            width: Math.min(parent.width, Theme.px(page.wide ? 1720 : 1200))
            columns: page.wide ? 2 : 1
            columnSpacing: Theme.px(Theme.low ? 40 : 64)
            rowSpacing: Theme.px(56)
            verticalItemAlignment: Theme.low ? Grid.AlignTop : Grid.AlignVCenter

            Column {
                width: both.cell
                spacing: Theme.px(Theme.low ? 16 : page.wide ? 24 : 40)

                SignTitle {
                    width: parent.width
                    rowSpacing: parent.spacing
                    icon: "wrench"
                    colour: Theme.stopped
                    side: Theme.px(page.wide ? 112 : 176)
                    text: qsTr("这台机器暂时停用")
                    size: Theme.text(page.wide ? 64 : 80)
                }

                Words {
                    objectName: "reason"
                    width: parent.width
                    text: page.view.reason
                    font.pixelSize: Theme.low ? Theme.body : Theme.heading
                }

                Fact {
                    width: parent.width
                    icon: "clock"
                    title: qsTr("从 %1 起").arg(page.view.since)
                    text: qsTr("恢复后会自动开始服务")
                }

                Fact {
                    width: parent.width
                    icon: "phone"
                    title: page.view.contact
                    text: qsTr("急事请打这个电话，或到旁边的服务台。")
                }
            }

            Column {
                width: both.cell
                visible: page.view.elsewhere.count > 0
                spacing: Theme.px(24)

                Words {
                    width: parent.width
                    text: qsTr("最近的别的机器")
                    font.pixelSize: Theme.low ? Theme.body : Theme.heading
                    font.weight: Font.Medium
                }

                Repeater {
                    model: page.view.elsewhere

                    NearestPoint {
                        objectName: "elsewhere_" + slug
                        width: parent?.width ?? 0
                        caption: ""
                    }
                }
            }
        }
    }
}
