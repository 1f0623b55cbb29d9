import QtQuick
import Kiosk

// Where questions come up over everything; loaded by address when the first is asked, so that no start reads them.
Loader {
    id: host

    required property Screens frame
    property bool helping: false
    property bool leaving: false
    property bool displaying: false
    readonly property bool asking: helping || leaving || displaying || frame.unfinished !== "" || frame.otherCard || frame.idleLeft >= 0 || frame.standingMark !== ""

    onAskingChanged: {
        if (status === Loader.Null)
            setSource("Questions.qml", {
                host: host
            });
    }
}
