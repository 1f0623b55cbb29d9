import QtQuick
import Kiosk
import "../controls"

// A slip is still at the printer's mouth: nothing else until it is taken, or nobody has come back for it.
LeftBehind {
    required property Screens frame
    required property LeftModel view

    title: qsTr("请取走打印好的纸")
    words: qsTr("它还在出纸口。取走以后，下一位就可以开始。")
    contact: view.contact
    stranger: qsTr("不是您的？请不要看上面的内容，取下来交给旁边的工作人员，或打这个电话。")
    drawing: MouthDrawing {}
}
