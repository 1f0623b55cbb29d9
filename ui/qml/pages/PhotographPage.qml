import QtQuick
import Kiosk
import Theme
import "../controls"

// A paper under the document camera: the desk as it is seen, then the photograph to accept or to take again.
Page {
    id: page

    required property PhotoModel view

    looked: true
    title: view.taken ? qsTr("看看清楚吗？") : qsTr("请把%1放在镜头下面").arg(view.name)
    help: view.taken ? qsTr("字都能看清就用这张。") : view.why !== "" ? view.why : qsTr("放平，四个角都露出来，然后点“拍照”。")
    action: view.taken ? qsTr("用这张") : qsTr("拍照")
    actionIcon: view.taken ? "check" : ""
    second: view.taken ? qsTr("重拍") : ""
    onActed: view.taken ? view.accept() : view.take()
    onSeconded: view.again()

    Rectangle {
        anchors.fill: parent
        anchors.bottomMargin: Theme.px(8)
        color: Theme.sunken

        Image {
            objectName: "desk"
            anchors.fill: parent
            source: page.view.picture
            cache: false
            fillMode: Image.PreserveAspectFit

            Accessible.role: Accessible.Graphic
            Accessible.name: page.view.taken ? qsTr("拍好的照片") : qsTr("镜头画面")
        }

        Words {
            anchors.centerIn: parent
            visible: page.view.picture === ""
            text: qsTr("正在打开镜头")
            color: Theme.inkSoft
            font.pixelSize: Theme.heading
        }
    }
}
