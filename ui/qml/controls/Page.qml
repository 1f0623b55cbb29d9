pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Theme

// One screen of a visit: what it asks in one sentence, one decision, and what the bar says to go on.
Item {
    id: page

    required property Screens frame
    property string title
    property string help
    property string action
    property string actionIcon: "caret-right"
    property bool ready: true
    property string why
    property string second
    property string secondIcon
    property list<string> besides
    property list<string> besideIcons
    property Component aside // drawn in the bar of a wide screen where the page has no buttons
    property bool backShown: true
    property bool troubleShown: true
    property bool asking: false
    property bool looked: false // its content is looked at and not touched: it may stand out of reach
    property bool chooses: false // what matters stands in the content: keys begin there
    property bool drawn: false // its first frame is made
    property real slide

    readonly property bool wide: width > height
    readonly property bool tight: wide && Theme.keyboardHeight > 0 // the keyboard leaves little room
    readonly property bool crowded: besides.length > 0 && (Theme.textScale > 1.1 || (action !== "" && frame.locale === "en"))
    readonly property real foot: wide ? 0 : Theme.actionBar * (crowded ? 1.8 : 1) // one row of buttons, or two
    readonly property real upper: wide || looked ? 0 : Theme.upper - Theme.px(48) // what is asked stands just above what is touched
    readonly property real column: width - (wide ? Theme.rail : 0) - 2 * Theme.margin
    default property alias content: area.data

    signal acted
    signal seconded
    signal lookedBeside(int which)

    NumberAnimation on slide {
        from: (Theme.forward ? 1 : -1) * Theme.px(120)
        to: 0
        duration: Theme.motion
        easing.type: Easing.OutCubic
    }

    // Whole in its first frame, and moved by whole pixels: between two, each character is drawn anew.
    Item {
        id: body

        x: Math.round(page.slide)
        width: page.width - (page.wide ? Theme.rail : 0)
        height: page.wide ? page.height - Theme.keyboardHeight : page.height - page.foot
        clip: true

        Column {
            id: head

            x: Theme.margin
            y: page.tight ? Theme.px(16) : page.wide ? Theme.px(Theme.low ? 24 : 40) : Math.max(Theme.px(56), page.upper - height)
            width: page.column
            spacing: Theme.px(12)

            Words {
                objectName: "title"
                width: parent.width
                visible: text !== ""
                text: page.title
                font.pixelSize: page.tight ? Theme.heading : Theme.title
                font.bold: true
                lineHeight: 0.96
                Accessible.role: Accessible.Heading
            }

            Words {
                width: parent.width
                visible: text !== "" && !page.tight && !((Theme.low || (page.wide && Theme.large)) && trouble.active)
                text: page.help
                color: Theme.inkSoft
                font.pixelSize: Theme.low ? Theme.caption : Theme.body
            }

            Loader {
                id: trouble

                width: parent.width
                active: page.troubleShown && page.frame.trouble !== ""
                visible: active
                sourceComponent: Item {
                    implicitHeight: banner.y + banner.height

                    TroubleBanner {
                        id: banner

                        objectName: "trouble"
                        y: Theme.px(Theme.low ? 0 : 20)
                        width: parent.width
                        text: page.frame.trouble
                        stopped: page.frame.stopped
                    }
                }
            }
        }

        Item {
            id: area

            x: Theme.margin
            anchors.top: head.bottom
            anchors.topMargin: page.tight || Theme.low ? Theme.px(20) : page.wide ? Theme.px(32) : Theme.px(48)
            anchors.bottom: parent.bottom
            anchors.bottomMargin: page.tight ? Theme.px(8) : page.wide ? Theme.px(Theme.low ? 16 : 32) : 0
            width: page.column
        }
    }
}
