import QtQuick

// What all ways to answer have in common: how the screen lies, its language, and 'done' from the keyboard.
Item {
    property bool wide: false
    property bool english: false

    signal done

    objectName: "way"
}
