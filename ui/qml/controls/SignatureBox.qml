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
        canvas.requestPaint();
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
