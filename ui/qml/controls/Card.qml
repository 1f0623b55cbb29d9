import QtQuick
import Theme

// A flat white surface with the one soft shadow.
Item {
    id: card

    property color colour: Theme.surface
    property color edge: Theme.line
    property real edgeWidth: Theme.px(2)
    default property alias content: inner.data

    Rectangle {
        anchors.fill: parent
        anchors.topMargin: Theme.px(6)
        anchors.bottomMargin: -Theme.px(6)
        radius: Theme.radius
        color: Theme.shadow
    }

    Rectangle {
        id: inner

        anchors.fill: parent
        radius: Theme.radius
        color: card.colour
        border.color: card.edge
        border.width: card.edgeWidth
    }
}
