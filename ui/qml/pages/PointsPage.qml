pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Theme
import "../controls"

// Where else: the district as a schematic, and the nearest points, each with when it is open and how to get there.
Page {
    id: page

    required property PointsModel view
    readonly property bool town: view.wanted === "town"

    title: town ? view.town : view.matter !== "" ? qsTr("这件事还可以到这里办") : qsTr("附近的服务网点")
    help: town ? qsTr("这里有 %1 个网点。").arg(view.lines.count) : view.matter !== "" ? view.matter : mapped && !Theme.low ? qsTr("点地图上的地名，看那里的网点。") : ""
    action: printing ? qsTr("打印这一处") : qsTr("看好了")
    actionIcon: printing ? "printer" : "check"
    second: printing ? qsTr("看好了") : ""
    backShown: town
    onActed: printing ? view.printSlip() : view.leave()
    onSeconded: view.leave()

    // Names to touch so near to each other are not for the elder mode: the list says the same.
    readonly property bool mapped: !Theme.elder
    readonly property bool printing: view.printer && view.lines.count > 0 && view.paper !== "done"

    // On a low panel the list comes first: what is to be printed is seen beside the button that prints it.
    Component {
        id: map

        ServiceMap {
            view: page.view
        }
    }

    Scroll {
        anchors.fill: parent
        spacing: Theme.px(24)

        Row {
            id: choices

            width: parent.width
            visible: !page.town
            spacing: Theme.px(24)

            Choice {
                objectName: "counters"
                width: (choices.width - choices.spacing) / 2
                icon: "user"
                name: page.view.matter !== "" ? qsTr("有窗口办的") : qsTr("所有网点")
                chosen: page.view.wanted !== "terminal"
                onActed: page.view.all()
            }

            Choice {
                objectName: "terminals"
                width: (choices.width - choices.spacing) / 2
                icon: "hand-pointing"
                name: qsTr("有自助机的")
                chosen: page.view.wanted === "terminal"
                onActed: page.view.terminals()
            }
        }

        PaperState {
            width: parent.width
            paper: page.view.paper
            words: page.view.paperWords
            busy: page.view.printing
            onAgain: page.view.printSlip()
        }

        Grid {
            id: both

            readonly property real cell: (width - (columns - 1) * columnSpacing) / columns

            width: parent.width
            columns: page.wide && !Theme.low && !Theme.elder ? 2 : 1
            columnSpacing: Theme.px(32)
            rowSpacing: Theme.px(24)

            Loader {
                width: both.cell
                active: page.mapped && !Theme.low
                visible: active
                sourceComponent: map
            }

            Column {
                id: listed

                width: both.cell
                spacing: Theme.px(16)

                Repeater {
                    model: page.view.lines

                    PointRow {
                        objectName: "point_" + slug
                        width: listed.width
                        onActed: page.view.choose(slug)
                    }
                }

                Words {
                    width: parent.width
                    visible: page.view.lines.count === 0
                    text: qsTr("没有找到这样的网点，请打 12345 问一问。")
                    color: Theme.inkSoft
                }
            }

            Loader {
                width: both.cell
                active: page.mapped && Theme.low
                visible: active
                sourceComponent: map
            }
        }
    }
}
