pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Shapes
import Kiosk
import Theme

// The district as a schematic: towns to touch, what one finds one's way by, and the points, those of the list numbered.
Item {
    id: map

    required property PointsModel view
    property real tall: Theme.px(540)
    readonly property real rate: Math.min(width / Math.max(1, view.mapWidth), tall / Math.max(1, view.mapHeight))
    readonly property real inset: (width - view.mapWidth * rate) / 2
    readonly property bool touched: width >= Theme.px(880) // by names; where they lie too near, areas are touched

    implicitHeight: Math.round(view.mapHeight * rate)

    Card {
        anchors.fill: parent
    }

    Repeater {
        model: map.view.towns

        Shape {
            id: area

            required property string outline
            required property bool chosen

            x: map.inset
            height: map.height
            width: map.view.mapWidth * map.rate

            ShapePath {
                scale: Qt.size(map.rate, map.rate)
                strokeColor: Theme.surface
                strokeWidth: Theme.px(6)
                joinStyle: ShapePath.RoundJoin
                fillColor: area.chosen ? Theme.chosenSoft : Theme.primarySoft

                PathSvg {
                    path: area.outline
                }
            }
        }
    }

    Repeater {
        model: map.view.ways

        Shape {
            id: way

            required property string line
            required property string kind

            x: map.inset
            height: map.height
            width: map.view.mapWidth * map.rate

            ShapePath {
                scale: Qt.size(map.rate, map.rate)
                strokeColor: way.kind === "river" ? Qt.alpha(Theme.primary, 0.4) : Theme.surface
                strokeWidth: Theme.px(way.kind === "river" ? 14 : 8)
                capStyle: ShapePath.RoundCap
                joinStyle: ShapePath.RoundJoin
                fillColor: "transparent"

                PathSvg {
                    path: way.line
                }
            }
        }
    }

    MouseArea {
        objectName: "mapArea"
        anchors.fill: parent
        onClicked: mouse => map.view.touch((mouse.x - map.inset) / map.rate, mouse.y / map.rate)
    }

    Repeater {
        model: map.view.ways

        Words {
            required property string label
            required property int labelX
            required property int labelY

            objectName: "wayName"
            x: map.inset + labelX * map.rate - width / 2
            y: labelY * map.rate - height / 2
            text: label
            color: Theme.ink
            style: Text.Outline
            styleColor: Theme.primarySoft
            font.pixelSize: Theme.px(22)
            wrapMode: Text.NoWrap
            Accessible.ignored: true
        }
    }

    Repeater {
        model: map.view.towns

        Touchable {
            id: town

            required property string code
            required property string label
            required property int labelX
            required property int labelY
            required property bool chosen

            objectName: "town_" + code
            x: Math.max(0, Math.min(map.inset + labelX * map.rate - width / 2, map.width - width))
            y: labelY * map.rate - height / 2
            width: Math.max(Theme.px(104), word.width + Theme.px(24))
            height: Theme.px(81)
            enabled: map.touched
            name: label
            onActed: map.view.openTown(code)

            Words {
                id: word

                anchors.centerIn: parent
                text: town.label
                color: Theme.ink
                style: Text.Outline
                styleColor: town.chosen ? Theme.chosenSoft : Theme.primarySoft
                font.pixelSize: Theme.px(map.touched ? 28 : 24)
                font.weight: town.chosen ? Font.Bold : Font.Medium
                wrapMode: Text.NoWrap
                Accessible.ignored: true
            }
        }
    }

    Repeater {
        model: map.view.dots

        Rectangle {
            id: dot

            required property string slug
            required property int number
            required property int placeX
            required property int placeY
            required property bool here
            required property bool chosen
            readonly property bool marked: number > 0 || here

            x: map.inset + placeX * map.rate - width / 2
            y: placeY * map.rate - height / 2
            z: chosen ? 3 : number > 0 ? 2 : here ? 1 : 0
            width: Theme.px(marked ? 52 : 14)
            height: width
            radius: width / 2
            color: here ? Theme.done : chosen ? Theme.primary : number > 0 ? Theme.surface : Theme.inkSoft
            border.width: marked ? Theme.px(4) : 0
            border.color: here ? Theme.surface : Theme.primary

            Words {
                anchors.centerIn: parent
                visible: dot.number > 0 && !dot.here
                text: dot.number
                color: dot.chosen ? Theme.inkOnPrimary : Theme.primary
                font.pixelSize: Theme.px(32)
                font.weight: Font.Bold
                lineHeight: 1
                Accessible.ignored: true
            }

            Icon {
                anchors.centerIn: parent
                visible: dot.here
                name: "map-pin"
                colour: Theme.inkOnPrimary
                side: Theme.px(36)
            }
        }
    }
}
