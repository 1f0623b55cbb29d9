pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

// What a query found, on a card; not there where nothing was.
Card {
    id: card

    required property Rows found
    property bool wide: false

    visible: found.count > 0
    implicitHeight: rows.height

    FoundRows {
        id: rows

        width: card.width
        found: card.found
        wide: card.wide
    }
}
