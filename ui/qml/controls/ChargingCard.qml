import QtQuick
import Theme

// A payer's code is being charged: what the phone may ask for meanwhile.
Item {
    id: charging

    property bool stopping: false

    implicitHeight: Math.max(Theme.px(Theme.low ? 320 : 480), words.height + Theme.px(96))

    Card {
        anchors.fill: parent
    }

    Column {
        id: words

        anchors.centerIn: parent
        width: parent.width - Theme.px(96)
        spacing: Theme.px(32)

        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            visible: !Theme.low
            name: "hourglass-medium"
            colour: Theme.primary
            side: Theme.px(112)
        }

        Words {
            objectName: "charging"
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: charging.stopping ? qsTr("正在向钱包取消这笔付款。\n最多要半分钟，请不要走开。") : qsTr("已经读到您的付款码，正在收款。\n手机上要您输密码时，请在手机上输入。")
            Accessible.role: Accessible.AlertMessage
        }
    }
}
