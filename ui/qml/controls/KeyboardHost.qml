import QtQuick
import Kiosk

// Where the keyboard comes up, or the box that is written in. The keyboard is loaded (50 ms) soon after the first
// picture, while nobody waits for it, at the latest when a card was read.
Item {
    id: host

    required property Screens frame
    property bool writing: false
    readonly property bool up: InputMethod.visible && loader.status === Loader.Ready
    readonly property bool drawing: writing && up && frame.handwriting !== null
    readonly property real shown: !up ? 0 : pad.status === Loader.Ready ? pad.height : loader.height

    function load(): void {
        if (loader.status === Loader.Null)
            loader.setSource("Keyboard.qml", {
                host: host
            });
    }

    y: parent.height - shown
    height: shown
    onDrawingChanged: {
        if (drawing)
            pad.setSource("HandwritingPad.qml", {
                view: frame.handwriting,
                host: host
            });
        else
            pad.source = "";
    }

    Loader {
        id: loader

        width: parent.width
        visible: host.shown > 0 && pad.status !== Loader.Ready
    }

    Loader {
        id: pad

        width: parent.width
    }

    Timer {
        interval: 500
        running: host.frame.keyboard
        onTriggered: host.load()
    }

    Connections {
        target: host.frame

        function onPageChanged(): void {
            if (host.frame.keyboard && host.frame.visiting && host.frame.page !== "Identify")
                host.load();
        }

        function onWiped(): void {
            host.writing = false;
        }
    }
}
