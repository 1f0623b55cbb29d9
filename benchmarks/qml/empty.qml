import QtQuick

// Two empty pages swapped at every tap: what a page change costs when the pages hold nothing.
Window {
    id: empty

    property bool second: false

    signal turned

    width: 1080
    height: 1920

    Loader {
        id: host

        anchors.fill: parent
        source: Qt.resolvedUrl("EmptyOne.qml")
    }

    MouseArea {
        objectName: "area"
        anchors.fill: parent
        onClicked: {
            empty.second = !empty.second;
            host.setSource(Qt.resolvedUrl(empty.second ? "EmptyTwo.qml" : "EmptyOne.qml"), {});
            empty.turned();
        }
    }
}
