import QtQuick
import Kiosk
import Theme

// Holds the page that stands now and the bar that all pages share. The page before it is hidden at once, and gone
// after the first frame of the new one: taking it down takes as long as half of that frame.
Item {
    id: host

    required property Screens frame
    property bool turned: false // and not yet drawn
    property Loader front: one
    readonly property Loader behind: front === one ? two : one
    readonly property Page page: front.item as Page
    readonly property bool wide: width > height

    function turn(): void {
        Theme.forward = frame.forward;
        turned = true;
        front = behind;
        front.setSource(Qt.resolvedUrl("../pages/" + frame.page + "Page.qml"), {
            frame: frame,
            view: frame.model
        });
    }

    // Of a visit that is over no page is left, whether a frame is drawn or not.
    function forget(): void {
        behind.source = "";
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
        enabled: host.turned

        function onAfterAnimating(): void {
            host.turned = false;
            host.forget();
            if (host.page !== null)
                host.page.drawn = true;
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
