import QtQuick
import Kiosk
import Theme
import "../controls"

// A text in a large box.
Answer {
    id: answer

    required property TextEntry entry

    TextBox {
        objectName: "answer"
        width: parent.width
        height: Math.min(Theme.px(answer.entry.several ? 320 : 128), parent.height)
        name: answer.entry.label
        text: answer.entry.value
        most: answer.entry.most
        several: answer.entry.several
        hint: qsTr("点这里输入")
        onEdited: text => answer.entry.setValue(text)
        onDone: answer.done()
    }
}
