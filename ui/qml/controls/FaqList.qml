pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Theme

// What others asked, each answer folded away.
Column {
    id: faq

    required property Rows asked

    signal opened(Item fold)

    spacing: Theme.px(16)
    visible: asked.count > 0

    Words {
        width: parent.width
        text: qsTr("别人还问过")
        font.pixelSize: Theme.heading
        font.weight: Font.Medium
    }

    Repeater {
        model: faq.asked

        Fold {
            required property int index

            objectName: "fold" + index
            width: faq.width
            onHeightChanged: if (open)
                faq.opened(this)
        }
    }
}
