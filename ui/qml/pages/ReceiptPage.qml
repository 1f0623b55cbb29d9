import QtQuick
import Kiosk
import Theme
import "../controls"

// The end: what became of the papers, the number, where it stands, what happens next.
Page {
    id: page

    required property ReceiptModel view
    readonly property bool asks: view.paper === "unconfirmed"

    title: asks ? qsTr("单子出来了吗？") : view.left !== "" ? qsTr("这里办好了，还有一步") : view.number !== "" ? (view.paper === "done" ? qsTr("办好了，请收好单子") : qsTr("办好了，请记住编号")) : qsTr("办好了")
    help: view.matter
    action: asks ? qsTr("出来了") : qsTr("结束")
    actionIcon: "check"
    second: asks ? qsTr("没有出来") : page.frame.battery === "" ? qsTr("办别的事") : ""
    backShown: false
    onActed: asks ? view.saysPrinted(true) : view.finish()
    onSeconded: asks ? view.saysPrinted(false) : view.another()

    Scroll {
        anchors.fill: parent
        spacing: Theme.px(page.wide ? 24 : 32)

        PaperState {
            width: parent.width
            paper: page.view.paper
            words: page.view.paperWords
            busy: page.view.printing
            onAgain: page.view.reprint()
        }

        PaperState {
            width: parent.width
            paper: page.view.sheets
            words: page.view.sheetsWords
            againName: "printSheetsAgain"
            busy: page.view.printing
            onAgain: page.view.printSheetsAgain()
        }

        NumberCard {
            width: parent.width
            visible: page.view.number !== ""
            number: page.view.number
            words: page.view.state
            code: page.view.follow
            wide: page.wide
        }

        Fact {
            objectName: "left"
            width: parent.width
            visible: page.view.left !== ""
            icon: "map-pin"
            colour: Theme.attention
            soft: Theme.attentionSoft
            title: qsTr("还要做的")
            text: page.view.left
        }

        FoundCard {
            objectName: "found"
            width: parent.width
            found: page.view.found
            wide: page.wide
        }

        DocumentCard {
            width: parent.width
            visible: page.view.page !== ""
            picture: page.view.page
            code: page.view.fetch
        }

        Fact {
            width: parent.width
            visible: page.view.documentFollows !== ""
            icon: "hourglass-medium"
            text: page.view.documentFollows
        }

        Fact {
            width: parent.width
            visible: page.view.paid !== ""
            icon: "check-circle"
            colour: Theme.done
            soft: Theme.doneSoft
            title: qsTr("已付 %1").arg(page.view.paid)
        }

        Fact {
            objectName: "saved"
            width: parent.width
            visible: page.view.saved !== ""
            icon: "hand-heart"
            colour: Theme.done
            soft: Theme.doneSoft
            text: page.view.saved
        }

        Grid {
            id: next

            readonly property real cell: (width - (columns - 1) * spacing) / columns

            width: parent.width
            columns: page.wide ? 2 : 1
            spacing: Theme.px(32)

            Fact {
                width: next.cell
                icon: "info"
                text: page.view.after
            }

            Fact {
                width: next.cell
                icon: "phone"
                text: qsTr("有问题请打 %1").arg(page.view.contact)
            }
        }
    }
}
