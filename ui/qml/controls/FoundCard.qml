pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

// What a query found, a line a fact; not there where nothing was.
Card {
    id: card

    required property Rows found
    property bool wide: false

    visible: found.count > 0
    implicitHeight: grid.height

    Grid {
        id: grid

        width: card.width
        columns: card.wide ? 2 : 1

        Repeater {
            model: card.found

            CheckRow {
                width: grid.width / grid.columns
            }
        }
    }
}
