pragma ComponentBehavior: Bound

import QtQuick
import Theme

// Anything that is touched: answers within a frame, and says why when it can't act.
Item {
    id: touchable

    property string name
    property string why
    property bool ready: true
    property int role: Accessible.Button
    property bool stop: true // whether keys stop at it
    property bool board: false // a key in the keyboard's place: arrows go as it lies, and the text keeps the focus
    readonly property bool pressed: area.pressed
    readonly property bool explaining: explanation.active

    signal acted

    function press(): void {
        if (!enabled)
            return;
        if (ready)
            acted();
        else if (why !== "")
            explanation.explain();
    }

    scale: pressed ? 0.98 : 1
    onWhyChanged: explanation.active = false

    Accessible.role: role
    Accessible.name: name
    Accessible.focusable: true
    Accessible.onPressAction: touchable.press()

    MouseArea {
        id: area

        anchors.fill: parent
        onClicked: touchable.press()
    }

    // Few are ever asked why: the words are made when one is.
    Loader {
        id: explanation

        function explain(): void {
            active = false;
            active = true;
        }

        z: 10
        anchors.bottom: parent.top
        anchors.bottomMargin: Theme.px(16)
        anchors.right: parent.right
        active: false
        sourceComponent: Explanation {
            text: touchable.why
            onOver: explanation.active = false
        }
    }
}
