pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Theme

// How this visit looks: four sizes of type, four contrasts, and whether anything moves; each is seen at once.
Sheet {
    id: panel

    required property Screens frame
    readonly property real gap: Theme.px(16)

    signal closed

    name: qsTr("字和颜色")

    Column {
        width: parent?.width ?? 0
        spacing: Theme.px(Theme.low ? 16 : 28)

        Words {
            text: qsTr("字的大小")
            font.weight: Font.Medium
        }

        Row {
            id: sizes

            readonly property real part: panel.frame.elder ? (width - 2 * panel.gap) / 3 : (width - 3 * panel.gap) / 4

            width: parent.width
            spacing: panel.gap

            Repeater {
                model: [qsTr("普通字"), qsTr("大字"), qsTr("更大的字"), qsTr("最大的字")]

                Setting {
                    required property int index
                    required property string modelData

                    objectName: "size" + index
                    width: sizes.part
                    name: modelData
                    visible: index > 0 || !panel.frame.elder // six choices are the most there
                    sample: qsTr("字")
                    large: Theme.px(34 * Theme.sizes[index])
                    chosen: panel.frame.size === index
                    onActed: panel.frame.setSize(index)
                }
            }
        }

        Words {
            text: qsTr("颜色")
            font.weight: Font.Medium
        }

        Row {
            width: parent.width
            spacing: panel.gap

            Repeater {
                model: [qsTr("普通"), qsTr("白底黑字"), qsTr("黑底白字"), qsTr("柔和")]

                Setting {
                    required property int index
                    required property string modelData

                    objectName: "contrast" + index
                    width: sizes.part
                    name: modelData
                    visible: index < 3 || !panel.frame.elder
                    sample: modelData
                    large: Theme.px(30)
                    ink: Theme.inks[index]
                    paper: Theme.surfaces[index]
                    chosen: panel.frame.contrast === index
                    onActed: panel.frame.setContrast(index)
                }
            }
        }

        Row {
            id: both

            readonly property real half: (width - spacing) / 2

            width: parent.width
            visible: !panel.frame.elder
            topPadding: Theme.px(8)
            spacing: Theme.px(24)

            Choice {
                id: still

                objectName: "still"
                width: both.half
                height: Math.max(Theme.button, still.implicitHeight, lower.implicitHeight)
                role: Accessible.CheckBox
                icon: panel.frame.still ? "check" : "prohibit"
                name: qsTr("画面不动")
                chosen: panel.frame.still
                onActed: panel.frame.toggleStill()
            }

            Choice {
                id: lower

                objectName: "wheelchair"
                width: both.half
                height: Math.max(Theme.button, still.implicitHeight, lower.implicitHeight)
                role: Accessible.CheckBox
                icon: panel.frame.wheelchair ? "check" : "wheelchair"
                name: qsTr("按钮放低")
                ready: !Theme.wide
                why: qsTr("这块屏幕是横的，只有 %1 厘米高，坐着也够得着，不用放低。").arg(Math.round(panel.height / Theme.unit / 40.34))
                chosen: panel.frame.wheelchair
                onActed: panel.frame.toggleWheelchair()
            }
        }

        PrimaryButton {
            objectName: "displayDone"
            width: parent.width
            icon: "check"
            name: qsTr("好了")
            onActed: panel.closed()
        }
    }
}
