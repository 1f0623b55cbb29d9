pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Theme
import "../controls"

// Nobody is here: what can be done, and how to begin.
Item {
    id: page

    required property Screens frame
    required property AttractModel view
    readonly property bool wide: width > height

    Touchable {
        objectName: "start"
        anchors.fill: parent
        scale: 1
        name: qsTr("开始办事")
        onActed: page.view.start()
    }

    Column {
        id: words

        x: Theme.margin
        y: Theme.px(page.wide ? 72 : 88)
        width: page.wide ? page.width / 2 - Theme.margin : page.width - 2 * Theme.margin
        spacing: Theme.px(24)

        Words {
            objectName: "title"
            width: parent.width
            text: qsTr("放上身份证，\n自己就能办")
            font.pixelSize: Theme.text(92)
            font.bold: true
            lineHeight: 1.15
            Accessible.role: Accessible.Heading
        }

        Words {
            width: parent.width
            text: qsTr("这里现在能办 %1 件事，不用排队，不用带复印件。").arg(page.view.openMatters)
            color: Theme.inkSoft
            font.pixelSize: Theme.text(40)
        }

        TroubleBanner {
            width: parent.width
            text: page.view.trouble
            stopped: true
        }

        TroubleBanner {
            width: parent.width
            text: page.view.offline ? qsTr("网络现在不通：标着“不可用”的事暂时办不了，其他照常收件。") : ""
        }

        TroubleBanner {
            width: parent.width
            text: page.view.noPaper ? qsTr("打印机现在打不了：编号和二维码会显示在屏幕上。") : ""
        }
    }

    CardDrawing {
        id: drawing

        readonly property real room: page.wide ? page.height * 0.62 : foot.y - words.y - words.height - Theme.px(112)

        x: page.wide ? page.width / 2 + (page.width / 2 - width) / 2 : (page.width - width) / 2
        y: page.wide ? (foot.y - height) / 2 : words.y + words.height + Theme.px(48) + Math.max(0, room - height) / 2
        width: Math.min(height / 0.75, page.width * (page.wide ? 0.42 : 0.76))
        height: Math.max(Theme.px(240), Math.min(room, page.wide ? room : Theme.px(600)))
    }

    Column {
        id: foot

        x: Theme.margin
        y: page.height - height - Theme.px(40)
        width: page.width - 2 * Theme.margin
        spacing: Theme.px(24)

        Words {
            visible: samples.visible
            text: qsTr("办得最多的")
            color: Theme.inkSoft
        }

        Row {
            id: samples

            width: parent.width
            visible: page.wide || words.height < page.height * 0.36
            spacing: Theme.px(24)

            Repeater {
                model: page.view.samples

                Sample {
                    width: (foot.width - 2 * Theme.px(24)) / 3
                    onActed: page.view.start()
                }
            }
        }

        PrimaryButton {
            objectName: "begin"
            width: page.wide ? Theme.px(560) : parent.width
            height: Theme.px(136)
            icon: "caret-right"
            name: qsTr("点这里开始")
            onActed: page.view.start()
        }
    }
}
