import QtQuick

// Keys side by side, all of one width.
Grid {
    id: grid

    property real gap: 6
    readonly property real keyWidth: (width - (columns - 1) * gap) / columns

    width: parent.width
    spacing: gap
}
