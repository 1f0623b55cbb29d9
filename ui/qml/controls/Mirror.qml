import QtQuick
import Theme

// The camera's picture as in a mirror, an oval for the face, and an arrow for the way to turn.
Item {
    id: mirror

    required property string picture
    required property string asked
    readonly property bool turning: asked === "left" || asked === "right"

    Accessible.role: Accessible.Graphic
    Accessible.name: qsTr("镜头画面")

    Rectangle {
        anchors.fill: parent
        radius: Theme.radius
        color: Theme.sunken
        clip: true

        Image {
            objectName: "mirror"
            anchors.fill: parent
            source: mirror.picture
            cache: false
            mirror: true
            fillMode: Image.PreserveAspectCrop
            horizontalAlignment: Image.AlignHCenter
        }

        Words {
            anchors.centerIn: parent
            visible: mirror.picture === ""
            text: qsTr("正在打开镜头")
            color: Theme.inkSoft
            font.pixelSize: Theme.heading
        }
    }

    Canvas {
        anchors.fill: parent
        visible: mirror.picture !== ""
        onWidthChanged: requestPaint()
        onHeightChanged: requestPaint()
        onPaint: {
            const context = getContext("2d");
            context.reset();
            context.fillStyle = Theme.veil;
            context.fillRect(0, 0, width, height);
            const tall = height * 0.8;
            const wide = Math.min(width * 0.86, tall * 0.74);
            context.globalCompositeOperation = "destination-out";
            context.beginPath();
            context.ellipse((width - wide) / 2, (height - tall) / 2, wide, tall);
            context.fill();
            context.globalCompositeOperation = "source-over";
            context.lineWidth = Theme.px(6);
            context.strokeStyle = Theme.paper;
            context.stroke();
        }
    }

    Rectangle {
        visible: mirror.turning
        x: mirror.asked === "left" ? Theme.px(24) : parent.width - width - Theme.px(24)
        anchors.verticalCenter: parent.verticalCenter
        width: Theme.px(120)
        height: width
        radius: width / 2
        color: Theme.primary

        Icon {
            anchors.centerIn: parent
            name: mirror.asked === "left" ? "caret-left" : "caret-right"
            colour: Theme.inkOnPrimary
            side: Theme.px(80)
        }
    }
}
