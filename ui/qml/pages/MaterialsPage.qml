pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Theme
import "../controls"

// Each material, what takes its place, and who provides it.
Page {
    id: page

    required property MaterialsModel view
    readonly property bool nothingYet: view.atCounter && !view.scanned

    title: view.missing ? qsTr("还缺一份材料") : !view.brought ? (view.scanned ? qsTr("材料都齐了") : qsTr("材料都齐了，不用您带")) : !view.scanned ? qsTr("请把要补的材料拍下来") : view.atCounter ? qsTr("拍好的先交，没拍的到窗口交") : qsTr("要补的都拍好了")
    help: view.missing ? qsTr("机器上补不了，可以打印单子到窗口办。") : view.promised ? qsTr("有一份用承诺代替，下一步请您看一看、签个名。") : view.atCounter ? qsTr("带来的一份一份拍；没带来的，期限以前送到窗口。") : ""
    action: nothingYet ? "" : view.missing ? qsTr("打印去窗口的单子") : view.promised ? qsTr("去看承诺") : qsTr("继续")
    second: nothingYet ? qsTr("都送到窗口") : ""
    onActed: view.accept()
    onSeconded: view.accept()

    Scroll {
        anchors.fill: parent

        Repeater {
            model: page.view.rows

            Item {
                id: entry

                required property string label
                required property string words
                required property string standing
                required property string source
                required property string material
                required property bool photo
                readonly property bool scanned: standing === "scanned"

                width: parent?.width ?? 0
                height: row.implicitHeight + (offer.active ? offer.height + Theme.px(32) : 0) + Theme.px(64)

                Card {
                    anchors.fill: parent
                }

                PaperRow {
                    id: row

                    x: Theme.px(32)
                    y: Theme.px(32)
                    width: parent.width - Theme.px(64)
                    label: entry.label
                    words: entry.words
                    standing: entry.standing
                    source: entry.source
                }

                Loader {
                    id: offer

                    x: Theme.px(168)
                    y: row.y + row.implicitHeight + Theme.px(32)
                    width: parent.width - x - Theme.px(32)
                    active: entry.photo
                    sourceComponent: Flow {
                        spacing: Theme.px(24)

                        SecondaryButton {
                            objectName: "photograph"
                            icon: "file-text"
                            shown: entry.scanned ? qsTr("重拍") : qsTr("我带了，拍一张")
                            name: qsTr("%1：%2").arg(shown).arg(entry.label)
                            onActed: page.view.photograph(entry.material)
                        }

                        SecondaryButton {
                            objectName: "drop"
                            visible: entry.scanned
                            icon: "x"
                            shown: qsTr("不用照片")
                            name: qsTr("%1：%2").arg(shown).arg(entry.label)
                            onActed: page.view.drop(entry.material)
                        }
                    }
                }
            }
        }
    }
}
