pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import "../controls"

// One question; of the ways to answer only the one that is asked for is made.
Page {
    id: page

    required property FormModel view
    readonly property AddressEntry address: view.control === "Address" ? view.entry as AddressEntry : null

    chooses: !["Known", "Agreement", "Loading"].includes(view.control)
    title: view.kind === "consent" ? view.label : view.question
    help: [view.count > 1 ? qsTr("第 %1 题，共 %2 题").arg(view.place).arg(view.count) : view.count === 0 ? qsTr("第 %1 题").arg(view.place) : "", view.kind === "consent" ? "" : view.help, view.required ? "" : qsTr("可以不填，点“继续”跳过")].filter(part => part !== "").join("  ·  ")
    action: view.kind === "consent" ? qsTr("我同意") : qsTr("继续")
    ready: !view.loading
    why: qsTr("正在查，请稍等。")
    second: address === null ? "" : address.byHand ? qsTr("按地区选") : qsTr("全部自己打字")
    onActed: view.accept()
    onSeconded: address?.turn()

    AnswerHost {
        id: answer

        anchors.fill: parent
        control: page.view.control
        entry: page.view.entry
        wide: page.wide
        english: page.frame.locale === "en"
        onDone: page.view.accept()

        Connections {
            target: page.view

            function onBegun(): void {
                answer.make();
            }
        }
    }

    Loader {
        anchors.fill: parent
        active: page.view.control === "Known"
        sourceComponent: Scroll {
            FieldCard {
                width: parent?.width ?? 0
                value: page.view.known
                source: page.view.source
                onChange: page.view.edit()
            }
        }
    }

    Loader {
        width: parent.width
        active: page.view.control === "Loading"
        sourceComponent: Waiting {
            text: page.frame.working
        }
    }
}
