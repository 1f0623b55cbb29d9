import QtQuick

Window {
    id: blank

    property bool tapped: false

    width: 1080
    height: 1920
    visible: true

    MouseArea {
        objectName: "area"
        anchors.fill: parent
        onClicked: blank.tapped = true
    }
}
