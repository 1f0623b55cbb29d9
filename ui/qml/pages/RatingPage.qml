pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Theme
import "../controls"

// Five faces, one touch; or nothing.
Page {
    id: page

    required property RatingModel view

    chooses: true
    title: qsTr("这次办得满意吗？")
    help: qsTr("点一下就好，%1 秒后自动结束。").arg(view.secondsLeft)
    action: qsTr("不评价，结束")
    actionIcon: ""
    backShown: false
    onActed: view.rate(0)

    Row {
        id: faces

        readonly property real tallest: {
            let most = 0;
            for (let place = 0; place < children.length; place++)
                most = Math.max(most, children[place].implicitHeight);
            return most;
        }

        anchors.centerIn: parent
        anchors.verticalCenterOffset: -Theme.px(page.wide ? 0 : 120)
        spacing: Theme.px(16)

        Repeater {
            model: [qsTr("很不满意"), qsTr("不满意"), qsTr("一般"), qsTr("满意"), qsTr("很满意")]

            Face {
                required property int index
                required property string modelData

                objectName: "face" + (index + 1)
                width: (page.column - 4 * Theme.px(16)) / 5
                height: faces.tallest
                name: modelData
                score: index + 1
                onActed: page.view.rate(index + 1)
            }
        }
    }
}
