import QtQuick
import Kiosk
import Theme
import "../controls"

// Whether a face may stand in place of the code: its own notice, with another way always beside it.
Page {
    id: page

    required property FaceModel view

    title: qsTr("用刷脸代替验证码？")
    help: qsTr("这件事要再核对一次是不是您本人。刷脸只是一种办法，不刷也一样能办。")
    action: qsTr("同意，刷脸")
    second: qsTr("用验证码")
    secondIcon: "phone"
    onActed: view.use()
    onSeconded: view.decline()

    Scroll {
        anchors.fill: parent
        spacing: Theme.px(32)

        Repeater {
            model: [
                {
                    icon: "user",
                    title: qsTr("比什么"),
                    text: qsTr("镜头里的您，和人口库里您的证件照，只比这一次。")
                },
                {
                    icon: "shield-check",
                    title: qsTr("留不留"),
                    text: qsTr("只在这台机器里比，比完就清掉。人脸不保存、不上传，办件里只记“刷脸核对过”。")
                },
                {
                    icon: "info",
                    title: qsTr("会请您转一下头"),
                    text: qsTr("这能挡住照片，挡不住录像，作用有限。")
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

        SecondaryButton {
            objectName: "counter"
            icon: "map-pin"
            name: qsTr("都不用，到窗口办")
            onActed: page.view.toCounter()
        }
    }
}
