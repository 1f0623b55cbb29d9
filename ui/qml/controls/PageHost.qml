import QtQuick
import Kiosk
import Theme

// Holds the page that stands now; the one before it is gone.
Loader {
    id: host

    required property Screens frame

    function turn(): void {
        Theme.forward = frame.forward;
        setSource(Qt.resolvedUrl("../pages/" + frame.page + "Page.qml"), {
            frame: frame,
            view: frame.model
        });
    }

    Component.onCompleted: turn()

    Connections {
        target: host.frame

        function onPageChanged(): void {
            host.turn();
        }
    }
}
