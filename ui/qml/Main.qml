pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Theme
import "controls"

// The one window: status above, page, session bar below (or beside), keyboard, and questions over all.
Window {
    id: main

    required property Screens screens
    required property real diagonal
    required property bool framed
    readonly property bool wide: width > height

    color: Theme.ground
    title: screens.siteName
    flags: framed ? Qt.Window : Qt.Window | Qt.FramelessWindowHint

    onDiagonalChanged: fit()
    onWidthChanged: fit()
    onHeightChanged: fit()

    // 4.034 pixels a millimetre: 1080 x 1920 on 546 mm, the panel for which sizes are written.
    function fit(): void {
        if (width <= 0 || height <= 0 || diagonal <= 0)
            return;
        Theme.wide = width > height;
        Theme.unit = Math.hypot(width, height) / diagonal / 4.034;
        Theme.low = Theme.wide && height < 1060 * Theme.unit;
    }

    Binding {
        target: Theme
        property: "size"
        value: main.screens.size
    }

    Binding {
        target: Theme
        property: "contrast"
        value: main.screens.contrast
    }

    Binding {
        target: Theme
        property: "still"
        value: main.screens.still
    }

    Binding {
        target: Theme
        property: "elder"
        value: main.screens.elder
    }

    Binding {
        target: Theme
        property: "keyboardHeight"
        value: keyboard.shown
    }

    Binding {
        target: Theme
        property: "upper"
        value: main.screens.wheelchair && !main.wide ? main.height / 2 - host.y : 0
    }

    Connections {
        target: main.screens

        function onWiped(): void {
            host.forget();
            questions.helping = false;
            questions.leaving = false;
            questions.displaying = false;
            InputMethod.reset();
            InputMethod.hide();
        }
    }

    StatusBar {
        id: status

        width: Theme.low ? session.x : parent.width
        frame: main.screens
    }

    BatteryStrip {
        z: 1
        width: status.width
        frame: main.screens
    }

    PageHost {
        id: host

        y: status.height
        width: parent.width
        height: parent.height - y - (main.wide ? 0 : keyboard.shown > 0 ? keyboard.shown : session.height)
        frame: main.screens
    }

    SessionBar {
        id: session

        x: main.wide ? parent.width - width : 0
        y: Theme.low ? 0 : parent.height - height
        width: Theme.low ? Theme.px(150) * columns : main.wide ? Theme.rail : parent.width
        visible: main.wide || keyboard.shown === 0
        frame: main.screens
        onDisplay: questions.displaying = true
        onHelp: questions.helping = true
        onLeave: questions.leaving = true
    }

    KeyboardHost {
        id: keyboard

        width: main.wide ? parent.width - Theme.rail : parent.width
        frame: main.screens
    }

    // Made when who listens hides what is shown.
    Loader {
        anchors.fill: parent
        z: 10
        active: main.screens.dark
        sourceComponent: Rectangle {
            objectName: "curtain"
            color: "black"

            MouseArea {
                anchors.fill: parent
                onClicked: main.screens.toggleDark()
            }
        }
    }

    QuestionHost {
        id: questions

        objectName: "questions"
        z: 1
        anchors.fill: parent
        frame: main.screens
    }
}
