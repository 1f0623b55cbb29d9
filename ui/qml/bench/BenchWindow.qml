import QtQuick
import QtQuick.Window
import Kiosk
import Theme

// The bench 试验台: residents and readers on the left; printer, network, platform, pocket and paper on the right.
Window {
    id: window

    required property BenchModel bench
    readonly property real gap: 10

    title: "试验台 Bench"
    color: Theme.sunken
    minimumWidth: 640
    minimumHeight: 600

    Item {
        id: head

        x: 16
        width: parent.width - 32
        height: 64

        Label {
            id: name

            y: 8
            text: "试验台"
            size: 20
            font.bold: true
        }

        Label {
            anchors.left: name.right
            anchors.leftMargin: 8
            anchors.baseline: name.baseline
            text: "Bench"
            soft: true
            size: 14
        }

        Label {
            anchors.right: parent.right
            anchors.left: name.right
            anchors.leftMargin: 80
            anchors.baseline: name.baseline
            horizontalAlignment: Text.AlignRight
            text: window.bench.message
            color: Theme.stopped
            size: 13
            Accessible.role: Accessible.AlertMessage
        }

        StatusLine {
            y: 38
            width: parent.width
            bench: window.bench
        }
    }

    Item {
        id: left

        x: window.gap
        y: head.height + window.gap
        width: (window.width - 3 * window.gap) / 2
        height: window.height - y - window.gap

        ResidentsPanel {
            width: parent.width
            height: parent.height - readers.height - scanner.height - cameras.height - 3 * window.gap
            bench: window.bench
        }

        ScannerPanel {
            id: scanner

            y: cameras.y - height - window.gap
            width: parent.width
            height: implicitHeight
            bench: window.bench
        }

        CamerasPanel {
            id: cameras

            y: readers.y - height - window.gap
            width: parent.width
            height: implicitHeight
            bench: window.bench
        }

        ReaderPanel {
            id: readers

            width: parent.width
            height: implicitHeight
            anchors.bottom: parent.bottom
            bench: window.bench
        }
    }

    Column {
        id: right

        x: left.x + left.width + window.gap
        y: left.y
        width: left.width
        spacing: window.gap

        PrinterPanel {
            width: parent.width
            bench: window.bench
        }

        DocumentsPanel {
            width: parent.width
            bench: window.bench
        }

        MainsPanel {
            width: parent.width
            bench: window.bench
        }

        NetworkPanel {
            width: parent.width
            bench: window.bench
        }

        PlatformPanel {
            width: parent.width
            bench: window.bench
        }

        PocketPanel {
            width: parent.width
            bench: window.bench
        }
    }

    PaperPanel {
        x: right.x
        y: right.y + right.height + window.gap
        width: right.width
        height: window.height - y - window.gap
        bench: window.bench
    }
}
