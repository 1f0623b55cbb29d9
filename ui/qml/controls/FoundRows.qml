pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

// What a query found, a fact a line, or two where there is room; each record begins on a line of its own.
Flow {
    id: rows

    required property Rows found
    property bool wide: false
    property bool below: false

    Repeater {
        model: rows.found

        CheckRow {
            required property bool alone

            objectName: "fact"
            width: rows.wide && !alone ? Math.floor(rows.width / 2) : rows.width
            lined: rows.below || y > 0
            lineWidth: first ? rows.width : width
            z: first ? 1 : 0
        }
    }
}
