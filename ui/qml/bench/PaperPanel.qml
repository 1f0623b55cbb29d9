pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Theme

// The papers that came out, the newest first, drawn from the bytes that the printer received.
Panel {
    id: panel

    required property BenchModel bench

    zh: "出来的纸"
    en: "Papers, newest first"
    remark: papers.count > 0 ? papers.count + "" : ""

    ListView {
        id: papers

        width: parent.width
        height: panel.height - 38 - 12
        clip: true
        spacing: 14
        boundsBehavior: Flickable.StopAtBounds
        model: panel.bench.papers
        delegate: Column {
            id: paper

            required property string picture
            required property string caption
            required property bool whole

            width: papers.width - 8
            spacing: 4

            Label {
                width: parent.width
                text: paper.caption
                color: paper.whole ? Theme.inkSoft : Theme.attention
                size: 12
            }

            Rectangle {
                width: parent.width
                height: image.height + 2
                color: "white"
                border.width: 1
                border.color: paper.whole ? Theme.line : Theme.attentionMark

                Image {
                    id: image

                    x: 1
                    y: 1
                    width: parent.width - 2
                    height: implicitWidth > 0 ? implicitHeight * width / implicitWidth : 80
                    source: paper.picture
                    asynchronous: true
                    cache: false
                    smooth: true
                    mipmap: true

                    Accessible.role: Accessible.Graphic
                    Accessible.name: "Paper " + paper.caption
                }
            }
        }

        Accessible.role: Accessible.List
        Accessible.name: "Papers"
    }

    Label {
        parent: papers
        anchors.centerIn: parent
        visible: papers.count === 0
        text: "还没有纸出来 · nothing printed yet"
        soft: true
        size: 13
    }

    ListBar {
        parent: papers
        list: papers
        x: papers.width - width
        y: papers.visibleArea.yPosition * papers.height
    }
}
