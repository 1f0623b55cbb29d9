pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Theme
import "../controls"

// Which matter: search, what suits the holder's age, life events, and inside them a list.
Page {
    id: page

    required property MattersModel view
    readonly property CasesModel cases: view.cases
    readonly property real gap: Theme.px(Theme.low ? 16 : wide ? 24 : 40)

    chooses: true
    title: view.query !== "" ? qsTr("找到 %1 件").arg(view.found) : view.listing ? view.eventName : qsTr("您要办什么？")
    asking: view.notice !== ""
    help: view.listing || wide ? "" : cases.wanted > 0 ? qsTr("您有 %1 件办件要补材料，请点右下角看。").arg(cases.wanted) : cases.done > 0 ? qsTr("您有 %1 件办好了，点“我的办件”看。").arg(cases.done) : cases.underWay > 0 ? qsTr("您有 %1 件在办，点“我的办件”看进度。").arg(cases.underWay) : qsTr("这里一共能办 %1 件事。").arg(view.total)
    action: cases.wanted > 0 ? qsTr("%1 件要补材料").arg(cases.wanted) : ""
    second: cases.wanted > 0 ? "" : qsTr("我的办件")
    onActed: cases.read()
    onSeconded: cases.read()
    besides: view.listing ? [] : view.mapped ? [qsTr("问一问"), qsTr("附近网点")] : [qsTr("问一问")]
    besideIcons: ["question", "map-pin"]
    onLookedBeside: which => which === 0 ? view.ask() : view.whereElse("")

    SearchBox {
        id: search

        width: parent.width
        visible: !page.view.listing || page.view.query !== ""
        onEdited: text => page.view.find(text)
    }

    Scroll {
        id: scroll

        readonly property int across: Theme.low && page.frame.locale === "en" ? 2 : Theme.elder ? (page.wide ? 3 : 2) : page.wide ? (Theme.low ? 3 : 4) : 2

        readonly property bool screens: Theme.elder && !Theme.low

        step: room + spacing
        y: search.visible ? search.height + page.gap : 0
        width: parent.width
        height: parent.height - y
        visible: !page.view.listing
        spacing: Theme.px(page.wide ? 16 : 24)

        // The first frame has the question and the search; what can be chosen follows in the next ones.
        Loader {
            width: parent.width
            active: page.drawn
            asynchronous: true
            visible: status === Loader.Ready // else tiles that have no place yet are painted, and touched, one on another
            sourceComponent: Column {
                width: parent?.width ?? 0
                spacing: scroll.spacing

                Words {
                    visible: page.view.suggested.count > 0 && !Theme.elder && !Theme.low
                    text: page.view.elder ? qsTr("常给您这个年纪的人办的") : qsTr("大家常办的")
                    font.weight: Font.Medium
                }

                // In the elder mode three are one screen, and each six of the tiles below another; where a screen is
                // low, two and the first tiles are one.
                Grid {
                    id: suggested

                    readonly property real tallest: [...children].reduce((most, item) => Math.max(most, item.implicitHeight), 0)

                    width: parent.width
                    visible: page.view.suggested.count > 0
                    columns: !Theme.elder ? 3 : Theme.low ? 2 : 1
                    spacing: Theme.px(24)

                    Repeater {
                        model: page.view.suggested

                        Suggestion {
                            required property int index

                            objectName: "suggested_" + code
                            visible: index < suggested.columns || !Theme.low
                            compact: page.wide
                            width: (suggested.width - (suggested.columns - 1) * suggested.spacing) / suggested.columns
                            height: scroll.screens ? Math.max(implicitHeight, (scroll.room - 2 * suggested.spacing) / 3) : suggested.tallest
                            onActed: page.view.choose(code)
                        }
                    }
                }

                Words {
                    topPadding: Theme.px(8)
                    visible: !Theme.elder
                    text: qsTr("按生活里的事找")
                    font.weight: Font.Medium
                }

                Grid {
                    width: parent.width
                    columns: scroll.across
                    spacing: Theme.px(24)

                    Repeater {
                        model: page.view.events

                        Tile {
                            required property string key
                            required property int matters

                            objectName: "event_" + key
                            width: ((parent as Grid)?.width - (scroll.across - 1) * Theme.px(24)) / scroll.across
                            height: scroll.screens ? Math.max(implicitHeight, (scroll.room - (6 / scroll.across - 1) * Theme.px(24)) / (6 / scroll.across)) : implicitHeight
                            compact: page.wide
                            detail: qsTr("%1 件").arg(matters)
                            onActed: page.view.openEvent(key)
                        }
                    }
                }
            }
        }
    }

    Loader {
        y: search.visible ? search.height + page.gap : 0
        width: parent.width
        height: parent.height - y
        active: page.view.listing
        sourceComponent: Scroll {
            Repeater {
                model: page.view.listed

                MatterRow {
                    objectName: "matter_" + code
                    width: parent?.width ?? 0
                    onActed: page.view.choose(code)
                }
            }

            Words {
                width: parent.width
                visible: page.view.query !== "" && page.view.found === 0
                text: qsTr("没有找到。换个说法试试，比如“社保”或拼音首字母“sb”。")
                color: Theme.inkSoft
            }

            SecondaryButton {
                objectName: "askInstead"
                visible: page.view.query !== "" && page.view.found === 0
                icon: "question"
                name: qsTr("问一问")
                onActed: page.view.ask()
            }
        }
    }

    // Over the bars too, as every question.
    Loader {
        parent: page.Window.contentItem
        anchors.fill: parent
        active: page.view.notice !== ""
        sourceComponent: Question {
            icon: "info"
            title: qsTr("这件事现在办不了")
            text: page.view.notice
            action: qsTr("知道了")
            second: page.view.refused !== "" ? qsTr("看还能去哪里") : ""
            onActed: page.view.closeNotice()
            onSeconded: page.view.whereElse(page.view.refused)
        }
    }
}
