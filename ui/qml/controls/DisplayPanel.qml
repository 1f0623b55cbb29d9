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
            width: parent.width
            topPadding: Theme.px(8)
            spacing: Theme.px(24)

            Choice {
                objectName: "still"
                visible: !panel.frame.elder
                width: (parent.width - parent.spacing) / 2
                height: Theme.button
                role: Accessible.CheckBox
                icon: panel.frame.still ? "check" : "prohibit"
                name: qsTr("画面不动")
                chosen: panel.frame.still
                onActed: panel.frame.toggleStill()
            }

            PrimaryButton {
                objectName: "displayDone"
                width: panel.frame.elder ? parent.width : (parent.width - parent.spacing) / 2
                icon: "check"
                name: qsTr("好了")
                onActed: panel.closed()
            }
        }
    }
}
