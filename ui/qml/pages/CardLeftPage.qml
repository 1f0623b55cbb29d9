import QtQuick
import Kiosk
import "../controls"

// A card is still in the slot: nothing else until it is taken.
LeftBehind {
    required property Screens frame
    required property LeftModel view

    title: qsTr("请取走您的卡")
    words: qsTr("卡还在卡口里。取走以后，下一位就可以开始。")
    contact: view.contact
    stranger: qsTr("不是您的卡？请不要拿走，打这个电话或告诉旁边的工作人员。")
    drawing: SlotDrawing {}
}
