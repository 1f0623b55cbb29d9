import QtQuick

// A page with nothing on it but what is touched: the least that an answer to a finger costs.
Window {
    width: 1080
    height: 1920

    Rectangle {
        objectName: "area"
        x: 540
        y: 1400
        width: 480
        height: 160
        color: area.pressed ? "steelblue" : "navy"

        MouseArea {
            id: area

            anchors.fill: parent
        }
    }
}
