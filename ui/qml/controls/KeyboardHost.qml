import QtQuick
import Kiosk

// Where the keyboard comes up, the box that is written in, or the panel that rare characters are looked up in. The keyboard is loaded (50 ms) soon after the first
// picture, while nobody waits for it, at the latest when a card was read.
Item {
    id: host

    required property Screens frame
    property string way: "letters" // hand: written with a finger; rare: looked up
    readonly property bool up: InputMethod.visible && loader.status === Loader.Ready
    readonly property string instead: up && ((way === "hand" && frame.handwriting !== null) || (way === "rare" && frame.rare !== null)) ? way : ""
    readonly property real shown: !up ? 0 : pad.status === Loader.Ready ? pad.height : loader.height

    function load(): void {
        if (loader.status === Loader.Null)
            loader.setSource("Keyboard.qml", {
                host: host
            });
    }

    y: parent.height - shown
    height: shown
    onUpChanged: {
        if (!up && way === "rare")
            way = "letters";
    }
    onInsteadChanged: {
        if (instead === "hand")
            pad.setSource("HandwritingPad.qml", {
                view: frame.handwriting,
                host: host
            });
        else if (instead === "rare")
            pad.setSource("RarePad.qml", {
                view: frame.rare,
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
            host.way = "letters";
        }
    }
}
