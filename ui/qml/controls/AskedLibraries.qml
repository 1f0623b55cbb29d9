pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Theme

// Which library is asked for what, and why: read before any of them is asked.
Rectangle {
    id: box

    required property Rows libraries
    required property string purpose

    objectName: "libraries"
    implicitHeight: content.height + Theme.px(64)
    radius: Theme.radius
    color: Theme.primarySoft

    Column {
        id: content

        x: Theme.px(32)
        y: Theme.px(32)
        width: parent.width - Theme.px(64)
        spacing: Theme.px(20)

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
