import QtQuick
import Theme

// A short word in a colour of its own, with an icon: never colour alone.
Rectangle {
    id: tag

    property string text
    property bool attention: false
    property bool heard: false // else what it stands in says it

    implicitWidth: row.width + Theme.px(32)
    implicitHeight: row.height + Theme.px(12)
    radius: height / 2
    color: attention ? Theme.attentionSoft : Theme.doneSoft

    Row {
        id: row

        anchors.centerIn: parent
        spacing: Theme.px(8)

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: tag.attention ? "warning-circle" : "check-circle"
            colour: tag.attention ? Theme.attention : Theme.done
            side: Theme.px(32)
        }

        Words {
            anchors.verticalCenter: parent.verticalCenter
            text: tag.text
            color: tag.attention ? Theme.attention : Theme.done
            font.pixelSize: Theme.caption
            wrapMode: Text.NoWrap
            Accessible.ignored: !tag.heard || text === ""
        }
    }
}
