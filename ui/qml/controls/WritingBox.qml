import QtQuick
import Kiosk
import Theme

// A large box to write one character in; strokes are drawn under the finger at once.
Item {
    id: box

    required property HandwritingModel view
    readonly property real side: Math.max(width, height)

    Card {
        anchors.fill: parent
        edge: Theme.primaryLine
        edgeWidth: Theme.px(3)
    }

    Words {
        anchors.centerIn: parent
        width: parent.width - 2 * Theme.px(32)
        horizontalAlignment: Text.AlignHCenter
        visible: box.view.empty
        text: qsTr("用手指在这里写一个字")
        color: Theme.inkSoft
    }

    Canvas {
        id: canvas

        anchors.fill: parent
        renderStrategy: Canvas.Immediate
        onPaint: {
            const context = getContext("2d");
            context.reset();
            context.lineWidth = Theme.px(14);
            context.lineCap = "round";
            context.lineJoin = "round";
            context.strokeStyle = Theme.ink;
            const share = box.side / 1000;
            for (const stroke of box.view.ink) {
                context.beginPath();
                context.moveTo(stroke[0].x * share, stroke[0].y * share);
                for (const point of stroke)
                    context.lineTo(point.x * share, point.y * share);
                context.stroke();
            }
        }

        Connections {
            target: box.view

            function onInkChanged(): void {
                canvas.requestPaint();
            }
        }
    }

    MouseArea {
        objectName: "writing"
        anchors.fill: parent
        preventStealing: true
        onPressed: mouse => box.view.down(mouse.x * 1000 / box.side, mouse.y * 1000 / box.side)
        onPositionChanged: mouse => box.view.moved(mouse.x * 1000 / box.side, mouse.y * 1000 / box.side)
        onReleased: box.view.up()
        onCanceled: box.view.up()

        Accessible.role: Accessible.Canvas
        Accessible.name: qsTr("手写框")
    }
}
