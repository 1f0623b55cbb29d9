import QtQuick
import QtQuick.Window
import Kiosk
import Theme
import "controls"

// The one window: status above, page, session bar below (or beside), keyboard, and questions over all.
Window {
    id: main

    required property Screens screens
    required property real diagonal
    readonly property bool wide: width > height
    property bool helping: false
    property bool leaving: false

    color: Theme.ground
    title: screens.siteName

    onDiagonalChanged: fit()
    onWidthChanged: fit()
    onHeightChanged: fit()

    // 4.034 pixels a millimetre: 1080 x 1920 on 546 mm, the panel for which sizes are written.
    function fit(): void {
        Theme.wide = width > height;
        Theme.unit = Math.hypot(width, height) / diagonal / 4.034;
    }

    Binding {
        target: Theme
        property: "large"
        value: main.screens.large
    }

    Binding {
        target: Theme
        property: "keyboardHeight"
        value: keyboard.shown
    }

    Connections {
        target: main.screens

        function onWiped(): void {
            main.helping = false;
            main.leaving = false;
            InputMethod.reset();
            InputMethod.hide();
        }
    }

    StatusBar {
        id: status

        width: parent.width
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
        y: parent.height - height
        width: main.wide ? Theme.rail : parent.width
        visible: main.wide || keyboard.shown === 0
        frame: main.screens
        onHelp: main.helping = true
        onLeave: main.leaving = true
    }

    KeyboardHost {
        id: keyboard

        width: main.wide ? parent.width - Theme.rail : parent.width
        frame: main.screens
    }

    Question {
        objectName: "helpQuestion"
        visible: main.helping
        icon: "phone"
        title: qsTr("需要人帮忙？")
        text: qsTr("请打 %1，或找旁边服务台的工作人员。告诉他们机器编号 %2。").arg(main.screens.contact).arg(main.screens.terminal)
        action: qsTr("知道了")
        onActed: main.helping = false
    }

    Question {
        objectName: "leaveQuestion"
        visible: main.leaving
        icon: "sign-out"
        title: qsTr("要退出吗？")
        text: qsTr("还没有提交的内容会从这台机器上清掉。")
        action: qsTr("接着办")
        second: qsTr("退出")
        onActed: main.leaving = false
        onSeconded: {
            main.leaving = false;
            main.screens.leave();
        }
    }

    Question {
        objectName: "idleQuestion"
        visible: main.screens.idleLeft >= 0
        title: qsTr("您还在吗？")
        text: qsTr("再过 %1 秒，屏幕上的内容会清掉。").arg(Math.max(0, main.screens.idleLeft))
        action: qsTr("我还在")
        second: qsTr("退出")
        onActed: main.screens.touch()
        onSeconded: main.screens.leave()

        CountdownRing {
            remaining: Math.max(0, main.screens.idleLeft)
        }
    }
}
