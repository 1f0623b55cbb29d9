import QtQuick
import Theme

// Anything that is touched: answers within a frame, and says why when it can't act.
Item {
    id: touchable

    property string name
    property string why
    property bool ready: true
    property int role: Accessible.Button
    readonly property bool pressed: area.pressed
    readonly property alias explaining: explanation.running

    signal acted

    function press(): void {
        if (ready)
            acted();
        else if (why !== "")
            explanation.restart();
    }

    scale: pressed ? 0.98 : 1

    Accessible.role: role
    Accessible.name: name
    Accessible.focusable: true
    Accessible.onPressAction: touchable.press()

    Timer {
        id: explanation

        interval: 4000
    }

    MouseArea {
        id: area

        anchors.fill: parent
        onClicked: touchable.press()
    }

    Rectangle {
        visible: touchable.explaining
        z: 10
        anchors.bottom: parent.top
        anchors.bottomMargin: Theme.px(16)
        anchors.right: parent.right
        width: reason.width + Theme.px(64)
        height: reason.height + Theme.px(48)
        radius: Theme.radius
        color: Theme.attentionSoft
        border.color: Theme.attentionMark
        border.width: Theme.px(2)

        Words {
            id: reason

            anchors.centerIn: parent
            width: Math.min(implicitWidth, Theme.px(560))
            text: touchable.why
            color: Theme.attention
        }
    }
}
