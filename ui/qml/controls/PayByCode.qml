import QtQuick
import Theme

// The other way round: the machine reads the wallet's code.
Row {
    id: way

    property real room

    spacing: Theme.px(32)

    ScanDrawing {
        id: drawing

        anchors.verticalCenter: parent.verticalCenter
    }

    Words {
        objectName: "payByCode"
        anchors.verticalCenter: parent.verticalCenter
        width: Math.min(implicitWidth, way.room - drawing.width - way.spacing)
        text: qsTr("也可以出示付款码：\n打开钱包里的付款码，对准扫码口。")
        color: Theme.inkSoft
    }
}
