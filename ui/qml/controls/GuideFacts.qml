import QtQuick
import Kiosk
import Theme

// What comes out, what it costs, how long it takes here and there, and how often one has to go elsewhere.
Flow {
    id: facts

    required property GuideModel view
    property bool wide: false
    readonly property bool three: wide && width >= Theme.px(372) + 15 * Theme.text(30) // else words would break inside
    readonly property int columns: three ? 3 : 2
    readonly property real cell: Math.floor((width - (columns - 1) * spacing) / columns)
    readonly property real upper: Math.max(result.implicitHeight, three ? cost.implicitHeight : 0)
    readonly property real lower: Math.max(trips.implicitHeight, here.implicitHeight, done.implicitHeight)
    readonly property real middle: Math.max(cost.implicitHeight, trips.implicitHeight)

    spacing: Theme.px(24)

    FactStrip {
        id: result

        width: 2 * facts.cell + facts.spacing
        height: facts.upper
        icon: "receipt"
        label: qsTr("办成后")
        value: facts.view.outcome
        note: facts.view.sample
    }

    FactStrip {
        id: cost

        width: facts.cell
        height: facts.three ? facts.upper : facts.middle
        icon: "coins"
        label: qsTr("费用")
        value: facts.view.price
        note: facts.view.reductions
    }

    FactStrip {
        id: trips

        width: facts.cell
        height: facts.three ? facts.lower : facts.middle
        icon: "map-pin"
        label: qsTr("还要跑几趟")
        value: facts.view.trips
        note: facts.view.tripsReason
    }

    FactStrip {
        id: here

        width: facts.cell
        height: facts.three ? facts.lower : Math.max(implicitHeight, done.implicitHeight)
        icon: "clock"
        label: qsTr("在这里办")
        value: facts.view.minutes
    }

    FactStrip {
        id: done

        width: facts.cell
        height: facts.three ? facts.lower : Math.max(implicitHeight, here.implicitHeight)
        icon: "hourglass-medium"
        label: qsTr("多久办好")
        value: facts.view.duration
    }
}
