import QtQuick
import Kiosk
import Theme

// Holds the page that stands now and the bar that all pages share. The page before it is hidden at once, and gone
// after the first frame of the new one: taking it down takes as long as half of that frame.
Item {
    id: host

    required property Screens frame
    property Loader front: one
    readonly property Loader behind: front === one ? two : one
    readonly property Page page: front.item as Page
    readonly property bool wide: width > height

    function turn(): void {
        Theme.forward = frame.forward;
        front = behind;
        front.setSource(Qt.resolvedUrl("../pages/" + frame.page + "Page.qml"), {
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

    // What follows the first frame may begin: begun sooner it would come before it.
    Connections {
        target: host.Window.window
        enabled: host.page !== null && !host.page.drawn

        function onAfterAnimating(): void {
            host.page.drawn = true;
            host.behind.source = "";
        }
    }

    Connections {
        target: host.frame

        function onPageChanged(): void {
            host.turn();
        }
    }

    Loader {
        id: one

        anchors.fill: parent
        visible: host.front === this
        z: host.page?.asking ? 1 : 0
    }

    Loader {
        id: two

        anchors.fill: parent
        visible: host.front === this
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
