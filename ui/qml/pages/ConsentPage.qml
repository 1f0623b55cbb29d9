import QtQuick
import Kiosk
import Theme
import "../controls"

// The notice: what is looked up, from whom, why, how long.
Page {
    id: page

    required property ConsentModel view

    title: qsTr("%1，您好").arg(view.name)
    help: view.unseen ? qsTr("名字里有个字这台机器显示不了，写成〓；交上去的还是原来的字。") : qsTr("往下办之前，请看看我们会查什么。")
    action: qsTr("同意，往下办")
    second: qsTr("不同意")
    backShown: false
    onActed: view.agree()
    onSeconded: view.refuse()

    Scroll {
        anchors.fill: parent
        spacing: Theme.px(32)

        Repeater {
            model: [
                {
                    icon: "identification-card",
                    title: qsTr("查什么"),
                    text: qsTr("证件上的姓名和号码，以及您选的那件事用得着的记录。别的不查。")
                },
                {
                    icon: "database",
                    title: qsTr("向谁查"),
                    text: qsTr("管这些记录的部门，比如社保、公积金、公安。查了哪家，屏幕上会写明。")
                },
                {
                    icon: "files",
                    title: qsTr("为什么查"),
                    text: qsTr("已经有的记录不用您再填、再带证明。")
                },
                {
                    icon: "clock",
                    title: qsTr("留多久"),
                    text: qsTr("办完就从这台机器上清掉。您提交的内容加密送到中心，只给办事的部门看。")
                }
            ]

            Fact {
                required property var modelData

                width: parent?.width ?? 0
                icon: modelData.icon
                title: modelData.title
                text: modelData.text
            }
        }
    }
}
