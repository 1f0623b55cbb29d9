import QtQuick

// One of several ways to be, of which exactly one holds.
Key {
    id: key

    required property string mode
    required property string now

    lit: mode === now
    trouble: mode !== "ok"
}
