pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

// Where a matter goes on: its counter, while that is closed the nearest that is open, and the map.
CounterCard {
    id: counter

    required property EndingModel view

    place: view.place
    hours: view.hours
    phone: view.phone
    standing: view.standing
    open: view.open

    Repeater {
        model: counter.view.instead

        NearestPoint {
            objectName: "instead_" + slug
            width: parent?.width ?? 0
        }
    }

    SecondaryButton {
        objectName: "whereElse"
        visible: counter.view.mapped
        icon: "map-pin"
        name: qsTr("看地图，还能去哪里")
        onActed: counter.view.whereElse()
    }
}
