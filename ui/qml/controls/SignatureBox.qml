import QtQuick
import Theme

// A wide box to sign in with the finger; reports each stroke in thousandths of its width.
Item {
    id: box

    property bool signed: false

    signal down(int x, int y)
    signal moved(int x, int y)

    function clear(): void {
        canvas.empty = true;
        canvas.pen = Qt.point(width * 0.2, height * 0.5);
        canvas.requestPaint();
    }

    // A stroke drawn by keys, from where the last one ended.
    function draw(across: int, down: int): void {
        const step = width * 0.12;
        canvas.empty = false;
        canvas.from = canvas.pen;
        canvas.to = Qt.point(Math.min(width * 0.95, Math.max(width * 0.05, canvas.from.x + across * step)), Math.min(height * 0.9, Math.max(height * 0.1, canvas.from.y + down * step)));
        canvas.pen = canvas.to;
        canvas.requestPaint();
        box.down(canvas.from.x * 1000 / width, canvas.from.y * 1000 / width);
        box.moved(canvas.to.x * 1000 / width, canvas.to.y * 1000 / width);
    }

    Card {
        anchors.fill: parent
        edge: Theme.primaryLine
        edgeWidth: Theme.px(3)
    }

    Rectangle {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.margins: Theme.px(64)
        y: parent.height * 0.78
        height: Theme.px(3)
        color: Theme.line
    }

    Words {
        anchors.centerIn: parent
        visible: !box.signed
        text: qsTr("请用手指在这里签名")
        color: Theme.inkSoft
        font.pixelSize: Theme.heading
    }

    Canvas {
        id: canvas

        property bool empty: true
        property point from
        property point to
        property point pen: Qt.point(width * 0.2, height * 0.5)

        anchors.fill: parent
        renderStrategy: Canvas.Immediate
        onPaint: {
            const context = getContext("2d");
            if (empty) {
                context.reset();
                return;
            }
            context.lineWidth = Theme.px(9);
            context.lineCap = "round";
            context.strokeStyle = Theme.ink;
            context.beginPath();
            context.moveTo(from.x, from.y);
            context.lineTo(to.x, to.y);
            context.stroke();
        }
    }

    MouseArea {
        id: area

        objectName: "signature"
        anchors.fill: parent
        preventStealing: true
        onPressed: mouse => {
            canvas.empty = false;
            canvas.from = Qt.point(mouse.x, mouse.y);
            canvas.to = canvas.from;
            canvas.requestPaint();
            box.down(mouse.x * 1000 / width, mouse.y * 1000 / width);
        }
        onPositionChanged: mouse => {
            canvas.from = canvas.to;
            canvas.to = Qt.point(mouse.x, mouse.y);
            canvas.requestPaint();
            box.moved(mouse.x * 1000 / width, mouse.y * 1000 / width);
        }

        Accessible.role: Accessible.Canvas
        Accessible.name: qsTr("签名框")
    }
}
