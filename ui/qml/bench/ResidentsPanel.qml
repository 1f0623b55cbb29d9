pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

// Everybody whose card can be laid.
Panel {
    id: panel

    required property BenchModel bench

    zh: "居民"
    en: "Residents · touch lays the card or takes it away"

    SearchBox {
        id: search

        width: parent.width
        onTextChanged: panel.bench.find(text)
    }

    ListView {
        id: list

        width: parent.width
        height: panel.height - 38 - search.height - 8 - 12
        clip: true
        spacing: 2
        boundsBehavior: Flickable.StopAtBounds
        model: panel.bench.residents
        delegate: ResidentRow {
            width: list.width - 8
            laid: panel.bench.cards.laid === slug
            inserted: panel.bench.cards.inserted === slug
            onCardTouched: panel.bench.cards.layOrTake(slug)
            onSocialTouched: panel.bench.cards.insertOrRemove(slug)
        }

        Accessible.role: Accessible.List
        Accessible.name: "Residents"
    }

    ListBar {
        parent: list
        list: list
        x: list.width - width
        y: list.visibleArea.yPosition * list.height
    }

    Label {
        visible: list.count === 0
        text: "没有符合的人 · nobody fits"
        soft: true
    }
}
