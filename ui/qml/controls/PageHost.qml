import QtQuick
import Kiosk
import Theme

// Holds the page that stands now (the one before it is gone) and the bar that all pages share.
Item {
    id: host

    required property Screens frame
    readonly property Page page: loader.item as Page
    readonly property bool wide: width > height

    function turn(): void {
        Theme.forward = frame.forward;
        loader.setSource(Qt.resolvedUrl("../pages/" + frame.page + "Page.qml"), {
            frame: frame,
            view: frame.model
        });
    }

    // By its address: the first picture has no bar, and no start reads it.
    onPageChanged: {
        if (bar.status === Loader.Null && page !== null)
            bar.setSource("ActionBar.qml", {
                host: host
            });
    }

    Component.onCompleted: turn()

    Connections {
        target: host.frame

        function onPageChanged(): void {
            host.turn();
        }
    }

    Loader {
        id: loader

        anchors.fill: parent
        z: host.page?.asking ? 1 : 0
    }

    Loader {
        id: bar

        x: host.wide ? host.width - width : 0
        y: host.wide ? 0 : host.height - height
        width: host.wide ? Theme.rail : host.width
        height: host.wide ? host.height : host.page?.foot ?? Theme.actionBar
        visible: host.page !== null
    }
}
