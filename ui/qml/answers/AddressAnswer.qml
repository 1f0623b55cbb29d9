pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Theme
import "../controls"

// A place: divisions to touch, then the rest to type, or all of it typed.
Answer {
    id: answer

    required property AddressEntry entry

    Crumbs {
        id: crumbs

        width: parent.width
        visible: answer.entry.choosing
        model: answer.entry.crumbs
        onActed: place => answer.entry.to(place)
    }

    Words {
        id: hint

        y: crumbs.model.count > 0 ? crumbs.height + Theme.px(20) : 0
        width: parent.width
        visible: answer.entry.choosing
        text: crumbs.model.count === 0 ? qsTr("请先选省份。") : answer.entry.enough ? qsTr("再选街道或镇。不在这个地区，就点上面的地名重选。") : qsTr("接着往下选。")
        color: Theme.inkSoft
    }

    Scroll {
        id: list

        step: room + places.spacing
        y: hint.y + hint.height + Theme.px(24)
        width: parent.width
        height: parent.height - y
        visible: answer.entry.choosing

        Grid {
            id: places

            width: parent?.width ?? 0
            columns: Theme.elder ? 2 : Theme.low ? 3 : answer.wide ? 4 : 2
            spacing: Theme.px(20)

            Repeater {
                model: answer.entry.places

                PlaceTile {
                    objectName: "place_" + code
                    height: Theme.elder ? Math.max(implicitHeight, (list.room - places.spacing) / 2) : implicitHeight
                    width: (places.width - (places.columns - 1) * places.spacing) / places.columns
                    onActed: answer.entry.choose(code)
                }
            }
        }
    }

    Loader {
        width: parent.width
        active: !answer.entry.choosing
        sourceComponent: Column {
            spacing: Theme.px(16)

            Words {
                width: parent?.width ?? 0
                visible: !answer.entry.byHand
                text: answer.entry.chosen
                font.pixelSize: Theme.text(38)
                font.weight: Font.Medium
            }

            TextBox {
                width: parent?.width ?? 0
                height: Math.max(Theme.px(88), Math.min(implicitHeight, answer.height - y))
                name: answer.entry.byHand ? qsTr("地址") : qsTr("路名和门牌号")
                text: answer.entry.rest
                most: answer.entry.most
                hint: answer.entry.byHand ? qsTr("从省份写到门牌号") : qsTr("路名、门牌号、几幢几室")
                onEdited: text => answer.entry.setRest(text)
                onDone: answer.done()
            }
        }
    }
}
