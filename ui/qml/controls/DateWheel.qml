pragma ComponentBehavior: Bound

import QtQuick
import Theme

// Year, month and day, each moved by one up or down.
Row {
    id: wheel

    property string year
    property string month
    property string day

    signal moved(string part, int by)

    spacing: Theme.px(24)

    component Part: Column {
        id: part

        property string key
        property string word
        property string value

        width: (wheel.width - 2 * wheel.spacing) / 3
        spacing: Theme.px(16)

        SecondaryButton {
            objectName: part.key + "Up"
            width: parent.width
            icon: "plus"
            name: qsTr("加一%1").arg(part.word)
            onActed: wheel.moved(part.key, 1)
        }

        Card {
            width: parent.width
            height: Theme.px(168)

            Words {
                anchors.centerIn: parent
                text: part.value + " " + part.word
                font.pixelSize: Theme.text(56)
                font.weight: Font.Medium
                lineHeight: 1
            }
        }

        SecondaryButton {
            objectName: part.key + "Down"
            width: parent.width
            icon: "minus"
            name: qsTr("减一%1").arg(part.word)
            onActed: wheel.moved(part.key, -1)
        }
    }

    Part {
        key: "year"
        word: qsTr("年")
        value: wheel.year
    }

    Part {
        key: "month"
        word: qsTr("月")
        value: wheel.month
    }

    Part {
        key: "day"
        word: qsTr("日")
        value: wheel.day
    }
}
