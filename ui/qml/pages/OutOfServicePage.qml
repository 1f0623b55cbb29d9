import QtQuick
import Kiosk
import Theme
import "../controls"

// Nothing can be done here: since when, who was told, where to go.
Item {
    id: page

    required property Screens frame
    required property OutOfServiceModel view

    Column {
        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Theme.margin, Theme.px(1200))
        spacing: Theme.px(40)

        Icon {
            name: "wrench"
            colour: Theme.stopped
            side: Theme.px(176)
        }

        Words {
            objectName: "title"
            width: parent.width
            text: qsTr("这台机器暂时停用")
            font.pixelSize: Theme.text(80)
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
}
