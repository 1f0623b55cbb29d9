import QtQuick
import Kiosk

// Where the keyboard comes up; it is loaded when the first visit begins, off the start path. Not asynchronously and
// not later: loaded while a text field already asks for it, the input panel never came to rest (Qt 6.11.3).
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

    Connections {
        target: host.frame

        function onPageChanged(): void {
            if (host.frame.keyboard && host.frame.visiting)
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
