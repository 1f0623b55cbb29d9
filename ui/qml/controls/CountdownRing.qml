import QtQuick
import QtQuick.Shapes
import Theme

// How much time is left, as a ring and a number.
Item {
    id: ring

    property int remaining
    property int whole: 30
    property string written: remaining
    property string unit // below the number; empty where words beside the ring say it

    implicitWidth: Theme.px(176)
    implicitHeight: width

    Accessible.role: Accessible.ProgressBar
    Accessible.name: qsTr("还剩 %1 秒").arg(remaining)

    Shape {
        anchors.fill: parent

        ShapePath {
            strokeWidth: Theme.px(14)
            strokeColor: Theme.sunken
            fillColor: "transparent"

            PathAngleArc {
                centerX: ring.width / 2
                centerY: ring.height / 2
                radiusX: ring.width / 2 - Theme.px(8)
                radiusY: radiusX
                startAngle: 0
                sweepAngle: 360
            }
        }

        ShapePath {
            strokeWidth: Theme.px(14)
            strokeColor: Theme.primary
            fillColor: "transparent"
            capStyle: ShapePath.RoundCap

            PathAngleArc {
                centerX: ring.width / 2
                centerY: ring.height / 2
                radiusX: ring.width / 2 - Theme.px(8)
                radiusY: radiusX
                startAngle: -90
                sweepAngle: 360 * Math.min(1, ring.remaining / Math.max(1, ring.whole))
            }
        }
    }

    Words {
        id: number

        anchors.centerIn: parent
        anchors.verticalCenterOffset: ring.unit === "" ? 0 : -ring.width * 0.1
        text: ring.written
        font.pixelSize: ring.width * 0.28
        font.weight: Font.Medium
        font.features: {
            "tnum": 1
        }
        lineHeight: 1
        Accessible.ignored: true
    }

    Words {
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.top: number.bottom
        visible: text !== ""
        text: ring.unit
        font.pixelSize: ring.width * 0.2
        lineHeight: 1
        Accessible.ignored: true
    }
}
