pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Theme
import "../controls"

// What one gets, what it costs, how long it takes, which library is asked for what, what need not be brought.
Page {
    id: page

    required property GuideModel view

    readonly property bool asks: view.libraries.count > 0 && !view.reached

    title: view.bringing ? qsTr("这件事还要带材料") : view.name
    help: view.bringing ? view.name : asks && Theme.low ? "" : view.department + "  ·  " + view.result
    action: asks ? qsTr("同意，开始办理") : view.blocked ? qsTr("去窗口办") : view.bringing ? qsTr("继续办理") : qsTr("开始办理")
    second: asks ? qsTr("不同意查") : view.bringing && !view.blocked ? qsTr("去窗口办") : ""
    onActed: view.blocked ? view.refuse() : view.begin()
    onSeconded: view.refuse()

    // What is agreed to is seen before one can agree: on a low panel it comes first.
    Component {
        id: asked

        AskedLibraries {
            libraries: page.view.libraries
            purpose: page.view.purpose
        }
    }

    Scroll {
        id: scroll

        anchors.fill: parent
        spacing: Theme.px(40)

        // The first frame has what the matter is called and the way on; what is known of it follows in the next ones.
        Loader {
            width: parent.width
            active: page.drawn
            asynchronous: true
            visible: status === Loader.Ready

            sourceComponent: Column {
                width: parent?.width ?? 0
                spacing: Theme.px(40)

                TroubleBanner {
                    width: parent.width
                    text: page.view.note
                }

                TroubleBanner {
                    objectName: "left"
                    width: parent.width
                    text: page.view.left !== "" ? qsTr("这里只能先办一部分。%1").arg(page.view.left) : ""
                }

                Loader {
                    width: parent.width
                    active: page.asks && Theme.low
                    visible: active
                    sourceComponent: asked
                }

                GuideFacts {
                    width: parent.width
                    visible: !page.view.bringing
                    view: page.view
                    wide: page.wide
                }

                Loader {
                    width: parent.width
                    active: page.asks && !Theme.low
                    visible: active
                    sourceComponent: asked
                }

                Fact {
                    objectName: "forWhom"
                    width: parent.width
                    visible: page.view.forWhom !== "" && !page.view.bringing
                    icon: "user"
                    title: page.view.forWhom
                }

                SecondaryButton {
                    objectName: "forAnother"
                    visible: page.view.mayBeForAnother && !page.view.bringing
                    name: page.asks ? qsTr("同意，替家人办") : qsTr("替家人办")
                    onActed: page.view.beginForAnother()
                }

                Column {
                    id: wanted

                    width: parent.width
                    spacing: Theme.px(24)
                    visible: page.view.wanted.count > 0

                    Words {
                        width: parent.width
                        text: qsTr("要带的")
                        font.pixelSize: Theme.heading
                        font.weight: Font.Medium
                    }

                    Repeater {
                        model: page.view.wanted

                        PaperRow {
                            width: wanted.width
                        }
                    }
                }

                Grid {
                    id: lists

                    visible: !page.view.bringing

                    readonly property real cell: (width - (columns - 1) * columnSpacing) / columns

                    width: parent.width
                    columns: page.wide && page.view.known.count > 0 ? 2 : 1
                    columnSpacing: Theme.px(48)
                    rowSpacing: Theme.px(40)

                    Column {
                        width: lists.cell
                        spacing: Theme.px(24)

                        Words {
                            width: parent.width
                            text: qsTr("不用带的")
                            font.pixelSize: Theme.heading
                            font.weight: Font.Medium
                        }

                        Fact {
                            width: lists.cell
                            icon: "identification-card"
                            colour: Theme.done
                            soft: Theme.doneSoft
                            title: qsTr("身份证复印件")
                            text: qsTr("刷过卡就够了")
                        }

                        Repeater {
                            model: page.view.papers

                            PaperRow {
                                width: lists.cell
                            }
                        }
                    }

                    Column {
                        width: lists.cell
                        spacing: Theme.px(24)
                        visible: page.view.known.count > 0

                        Words {
                            width: parent.width
                            text: page.view.reached ? qsTr("已经知道、不用填的") : qsTr("查到就不用填的")
                            font.pixelSize: Theme.heading
                            font.weight: Font.Medium
                        }

                        Repeater {
                            model: page.view.known

                            KnownRow {
                                width: lists.cell
                            }
                        }
                    }
                }

                FaqList {
                    width: parent.width
                    visible: !page.view.bringing && page.view.asked.count > 0
                    asked: page.view.asked
                    onOpened: fold => Qt.callLater(scroll.reveal, fold)
                }

                TakeGuide {
                    width: parent.width
                    visible: !page.view.bringing
                    view: page.view
                    onHeightChanged: if (view.paper !== "none")
                        Qt.callLater(scroll.reveal, this)
                }
            }
        }
    }
}
