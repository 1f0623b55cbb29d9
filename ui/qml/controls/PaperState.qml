import QtQuick
import Theme

// What became of a paper, the slip's or the certificate's: out (arrow to the mouth), void, or not known.
Item {
    id: state

    property string paper
    property string words
    property string againName: "reprint"
    property bool busy: false
    readonly property bool bad: paper === "void"
    readonly property bool narrow: bad && width - said.x - again.width - Theme.px(56) < Theme.px(440 * Theme.textScale) // the button below

    signal again

    visible: paper === "done" || bad || paper === "unconfirmed"
    implicitHeight: narrow ? said.height + again.height + Theme.px(72) : Math.max(Theme.px(128), said.height + Theme.px(40))

    Rectangle {
        anchors.fill: parent
        radius: Theme.radius
        color: state.bad ? Theme.attentionSoft : state.paper === "done" ? Theme.doneSoft : Theme.primarySoft
    }

    Item {
        id: arrow

        x: Theme.px(32)
        y: said.y + (said.height - height) / 2
        width: Theme.px(96)
        height: Theme.px(96)

        Icon {
            name: state.bad ? "warning-circle-fill" : state.paper === "done" ? "arrow-down" : "question"
            colour: state.bad ? Theme.attentionMark : state.paper === "done" ? Theme.done : Theme.primary
            side: Theme.px(88)

            SequentialAnimation on y {
                running: !Theme.still && state.visible && state.paper === "done"
                loops: Animation.Infinite

                NumberAnimation {
                    from: -Theme.px(12)
                    to: Theme.px(12)
                    duration: 600
                    easing.type: Easing.InOutQuad
                }

                NumberAnimation {
                    to: -Theme.px(12)
                    duration: 600
                    easing.type: Easing.InOutQuad
                }
            }
        }
    }

    Words {
        id: said

        objectName: "paperState"
        x: Theme.px(160)
        y: state.narrow ? Theme.px(24) : (parent.height - height) / 2
        width: (again.visible && !state.narrow ? again.x : parent.width) - x - Theme.px(32)
        text: state.words
        color: state.bad ? Theme.attention : state.paper === "done" ? Theme.done : Theme.ink
        font.weight: Font.Medium
    }

    SecondaryButton {
        id: again

        objectName: state.againName
        visible: state.bad
        x: state.narrow ? said.x : parent.width - width - Theme.px(24)
        y: state.narrow ? said.height + Theme.px(48) : (parent.height - height) / 2
        icon: "printer"
        name: qsTr("再打一次")
        ready: !state.busy
        why: qsTr("正在打印，请稍等。")
        onActed: state.again()
    }
}
