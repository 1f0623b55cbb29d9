import QtQuick
import Kiosk

// Where the keyboard comes up; it is loaded (50 ms) soon after the first picture, while nobody waits for it, at the
// latest when a card was read.
Item {
    id: host

    required property Screens frame
    readonly property real shown: InputMethod.visible && loader.status === Loader.Ready ? loader.height : 0

    y: parent.height - shown
    height: shown

    Loader {
        id: loader

        width: parent.width
        visible: host.shown > 0
        active: false
        source: "Keyboard.qml"
    }

    Timer {
        interval: 500
        running: host.frame.keyboard
        onTriggered: loader.active = true
    }

    Connections {
        target: host.frame

        function onPageChanged(): void {
            if (host.frame.keyboard && host.frame.visiting && host.frame.page !== "Identify")
                loader.active = true;
        }
    }

    Binding {
        when: loader.status === Loader.Ready
        target: loader.item
        property: "english"
        value: host.frame.locale === "en"
    }
}
