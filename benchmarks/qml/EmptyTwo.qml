import QtQuick

Rectangle {
    color: "whitesmoke"
}
