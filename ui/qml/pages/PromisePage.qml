pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Theme
import "../controls"

// The promise: read to the end, then signed by finger.
Page {
    id: page

    required property PromiseModel view

    signal wiped

    title: view.title
    help: view.signing ? qsTr("请在框里签上您的名字。") : qsTr("请读到最后，再去签名。")
    action: view.signing ? qsTr("签好了") : qsTr("读完了，去签名")
    ready: view.signing ? view.signed : view.read
    why: view.signing ? qsTr("请先在框里签名。") : qsTr("请先把承诺读到最后。")
    second: view.signing ? qsTr("擦掉重签") : view.read || !reading.longer ? "" : qsTr("往下读")
    secondIcon: view.signing ? "" : "arrow-down"
    onActed: view.signing ? view.sign() : view.startSigning()
    onSeconded: {
        if (view.signing) {
            view.wipe();
            wiped();
        } else {
            reading.toEnd();
        }
    }

    // A text that needs no scrolling is read to its end once it stands there.
    Timer {
        interval: 500
        running: !page.view.read
        onTriggered: if (!reading.longer)
            page.view.reachedEnd()
    }

    Card {
        anchors.fill: parent
        anchors.bottomMargin: Theme.px(8)
        visible: !page.view.signing

        Scroll {
            id: reading

            anchors.fill: parent
            anchors.margins: Theme.px(40)
            spacing: Theme.px(40)
            onReached: page.view.reachedEnd()

            Words {
                width: parent.width
                text: page.view.text
                font.pixelSize: Theme.text(40)
                lineHeight: 1.16
            }

            Rectangle {
                width: parent.width
                height: consequence.height + Theme.px(56)
                radius: Theme.radius
                color: Theme.attentionSoft

                Words {
                    id: consequence

                    x: Theme.px(32)
                    y: Theme.px(28)
                    width: parent.width - Theme.px(64)
                    text: page.view.consequence
                    color: Theme.attention
                    font.pixelSize: Theme.text(38)
                    font.weight: Font.Medium
                }
            }
        }
    }

    Loader {
        id: signing

        anchors.fill: parent
        active: page.view.signing
        sourceComponent: Scroll {
            spacing: Theme.px(32)

            Connections {
                target: page

                function onWiped(): void {
                    box.clear();
                }
            }

            SignatureBox {
                id: box

                width: parent.width
                height: Math.min(Theme.px(560), page.height * (pen.active ? 0.3 : 0.42), Math.max(Theme.px(200), signing.height - said.implicitHeight - (pen.active ? pen.height : Theme.button) - Theme.px(104)))
                signed: page.view.signed
                onDown: (x, y) => page.view.touchDown(x, y)
                onMoved: (x, y) => page.view.touchMoved(x, y)
            }

            SecondaryButton {
                objectName: "signByKeys"
                visible: !pen.active
                icon: "pencil-simple"
                name: qsTr("不方便用手指？用按键签")
                onActed: pen.active = true
            }

            Loader {
                id: pen

                width: parent.width
                active: false
                visible: active
                sourceComponent: PenKeys {
                    onDrawn: (across, down) => box.draw(across, down)
                }
            }

            Words {
                id: said

                width: parent.width
                text: page.view.consequence
                color: Theme.inkSoft
            }
        }
    }
}
