pragma ComponentBehavior: Bound

import QtQuick
import Theme

// Year, month and day, each moved by one up or down, the year by ten too; English names the month.
Row {
    id: wheel

    property string year
    property string month
    property string day
    property bool english: false

    readonly property real label: Theme.px((Theme.low ? 27 : 36) * Math.min(Theme.textScale, 1.1))

    readonly property real key: Math.max(Theme.button, Theme.px(128)) // room for a label of two lines

    signal moved(string part, int by)

    spacing: Theme.px(24)

    component Part: Column {
        id: part

        property string key
        property string value
        property string more
        property string less
        property string moreByTen
        property string lessByTen

        width: (wheel.width - 2 * wheel.spacing) / 3
        spacing: Theme.px(16)

        Row {
            width: parent.width
            spacing: Theme.px(16)

            SecondaryButton {
                objectName: part.key + "UpTen"
                height: wheel.key
                visible: part.moreByTen !== ""
                width: (part.width - parent.spacing) / 2
                large: wheel.label
                name: part.moreByTen
                shown: qsTr("+10年")
                onActed: wheel.moved(part.key, 10)
            }

            SecondaryButton {
                objectName: part.key + "Up"
                height: wheel.key
                width: part.moreByTen !== "" ? (part.width - parent.spacing) / 2 : part.width
                icon: part.moreByTen !== "" ? "" : "plus"
                large: wheel.label
                name: part.more
                shown: part.moreByTen !== "" ? qsTr("+1年") : part.more
                onActed: wheel.moved(part.key, 1)
            }
        }

        Card {
            width: parent.width
            height: Theme.px(168)

            Words {
                anchors.centerIn: parent
                text: part.value
                font.pixelSize: Theme.text(56)
                font.weight: Font.Medium
                lineHeight: 1
            }
        }

        Row {
            width: parent.width
            spacing: Theme.px(16)

            SecondaryButton {
                objectName: part.key + "DownTen"
                height: wheel.key
                visible: part.lessByTen !== ""
                width: (part.width - parent.spacing) / 2
                large: wheel.label
                name: part.lessByTen
                shown: qsTr("−10年")
                onActed: wheel.moved(part.key, -10)
            }

            SecondaryButton {
                objectName: part.key + "Down"
                height: wheel.key
                width: part.lessByTen !== "" ? (part.width - parent.spacing) / 2 : part.width
                icon: part.lessByTen !== "" ? "" : "minus"
                large: wheel.label
                name: part.less
                shown: part.lessByTen !== "" ? qsTr("−1年") : part.less
                onActed: wheel.moved(part.key, -1)
            }
        }
    }

    Part {
        key: "year"
        value: qsTr("%1 年").arg(wheel.year)
        more: qsTr("加一年")
        less: qsTr("减一年")
        moreByTen: qsTr("加十年")
        lessByTen: qsTr("减十年")
    }

    Part {
        key: "month"
        value: wheel.english ? Qt.locale("en_GB").standaloneMonthName(Number(wheel.month) - 1, Locale.ShortFormat) : wheel.month + " 月"
        more: qsTr("加一月")
        less: qsTr("减一月")
    }

    Part {
        key: "day"
        value: qsTr("%1 日").arg(wheel.day)
        more: qsTr("加一日")
        less: qsTr("减一日")
    }
}
