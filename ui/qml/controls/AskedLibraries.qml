pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Theme

// Which library is asked for what, and why: read before any of them is asked.
Rectangle {
    id: box

    required property Rows libraries
    required property string purpose
    readonly property real margin: Theme.px(Theme.low ? 24 : 32)

    objectName: "libraries"
    implicitHeight: content.height + 2 * margin
    radius: Theme.radius
    color: Theme.primarySoft

    Column {
        id: content

        x: box.margin
        y: box.margin
        width: parent.width - 2 * box.margin
        spacing: Theme.px(Theme.low ? 12 : 20)

        Words {
            width: parent.width
            text: qsTr("同意以后，会替您查")
            font.pixelSize: Theme.heading
            font.weight: Font.Medium
        }

        Repeater {
            model: box.libraries

            Row {
                id: library

                required property string name
                required property string records

                objectName: "library"
                width: content.width
                spacing: Theme.px(24)

                Icon {
                    name: "database"
                    colour: Theme.primary
                    side: Theme.px(48)
                }

                Words {
                    width: library.width - x
                    text: qsTr("%1：%2").arg(library.name).arg(library.records)
                    font.weight: Font.Medium
                }
            }
        }

        Words {
            width: parent.width
            visible: text !== ""
            text: box.purpose
            color: Theme.inkSoft
        }
    }
}
