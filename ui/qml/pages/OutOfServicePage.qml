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
        anchors.rightMargin: Theme.margin
        anchors.bottomMargin: page.wide ? Theme.sessionFoot : 0
        middle: true

        Grid {
            id: both

            readonly property real cell: page.wide ? (width - columnSpacing) / 2 : width

            x: (parent.width - width) / 2
            width: Math.min(parent.width, Theme.px(page.wide ? 1720 : 1200))
            columns: page.wide ? 2 : 1
            columnSpacing: Theme.px(96)
            rowSpacing: Theme.px(56)
            verticalItemAlignment: Grid.AlignVCenter

            Column {
                width: both.cell
                spacing: Theme.px(page.wide ? 24 : 40)

                Icon {
                    name: "wrench"
                    colour: Theme.stopped
                    side: Theme.px(page.wide ? 112 : 176)
                }

                Words {
                    objectName: "title"
                    width: parent.width
                    text: qsTr("这台机器暂时停用")
                    font.pixelSize: Theme.text(page.wide ? 64 : 80)
                    font.bold: true
                    lineHeight: 0.96
                    Accessible.role: Accessible.Heading
                }

                Words {
                    objectName: "reason"
                    width: parent.width
                    text: page.view.reason
                    font.pixelSize: Theme.heading
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
                    font.pixelSize: Theme.heading
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
