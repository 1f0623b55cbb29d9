import QtQuick
import Theme

// One step to a rare character, or the character with its reading below it.
PadKey {
    id: key

    required property int index
    required property var modelData
    readonly property string reading: modelData.reading ?? ""
    readonly property bool begins: index === 0 // where keys begin

    objectName: "rareCell"
    board: true
    label: ""
    name: {
        switch (modelData.kind) {
        case "strokes":
            return qsTr("%1画").arg(modelData.text);
        case "form":
            return qsTr("%1 %2部").arg(modelData.text).arg(modelData.radical);
        case "rest":
            return qsTr("剩%1画").arg(modelData.text);
        case "character":
            return qsTr("%1 %2 %3部").arg(modelData.text).arg(reading).arg(modelData.radical).replace("  ", " ");
        default:
            return modelData.text;
        }
    }

    Words {
        y: key.reading === "" ? (parent.height - height) / 2 : 0
        width: parent.width
        horizontalAlignment: Text.AlignHCenter
        text: key.modelData.text
        font.pixelSize: key.height * (["syllable", "tone"].includes(key.modelData.kind) ? 0.36 : 0.43)
        font.weight: Font.Medium
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: Theme.px(24)
        wrapMode: Text.NoWrap
        lineHeight: 1
        Accessible.ignored: true
    }

    Words {
        anchors.bottom: parent.bottom
        width: parent.width
        horizontalAlignment: Text.AlignHCenter
        visible: key.reading !== ""
        text: key.reading
        color: Theme.inkSoft
        font.pixelSize: key.height * 0.25
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: Theme.px(20)
        wrapMode: Text.NoWrap
        lineHeight: 1
        Accessible.ignored: true
    }
}
