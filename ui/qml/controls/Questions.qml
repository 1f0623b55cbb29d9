pragma ComponentBehavior: Bound

import QtQuick
import Theme

// What is asked over everything, whatever page stands: help, leaving, and whether anybody is still there.
Item {
    id: questions

    required property QuestionHost host
    readonly property string later: host.frame.mayKeep ? qsTr("先存着，改天再办") : ""

    HelpQuestion {
        objectName: "helpQuestion"
        visible: questions.host.helping
        frame: questions.host.frame
        onClosed: questions.host.helping = false
    }

    Loader {
        anchors.fill: parent
        active: questions.host.displaying
        sourceComponent: DisplayPanel {
            objectName: "displayPanel"
            frame: questions.host.frame
            onClosed: questions.host.displaying = false
        }
    }

    Question {
        readonly property string mark: questions.host.frame.standingMark

        objectName: "standing"
        visible: mark !== ""
        icon: mark === "good" ? "check-circle" : mark === "bad" ? "x-circle-fill" : mark === "wait" ? "clock" : "question"
        title: questions.host.frame.standingTitle
        text: questions.host.frame.standingText
        action: qsTr("知道了")
        onActed: questions.host.frame.dismiss()
    }

    Question {
        objectName: "resumeQuestion"
        visible: questions.host.frame.unfinished !== ""
        icon: "clipboard-text"
        title: qsTr("接着刚才的办吗？")
        text: qsTr("屏幕刚才停了一下。您填的“%1”还在，只有您的卡能打开。").arg(questions.host.frame.unfinished)
        action: qsTr("接着填")
        second: qsTr("从头开始")
        onActed: questions.host.frame.resume()
        onSeconded: questions.host.frame.beginAnew()
    }

    Question {
        objectName: "leaveQuestion"
        visible: questions.host.leaving
        icon: "sign-out"
        title: qsTr("要退出吗？")
        text: qsTr("还没有提交的内容会从这台机器上清掉。")
        action: qsTr("接着办")
        second: qsTr("退出")
        third: questions.later
        onActed: questions.host.leaving = false
        onSeconded: {
            questions.host.leaving = false;
            questions.host.frame.leave();
        }
        onThirded: {
            questions.host.leaving = false;
            questions.host.frame.keep();
        }
    }

    Question {
        objectName: "otherCardQuestion"
        visible: questions.host.frame.otherCard
        icon: "identification-card"
        title: qsTr("放上了另一张证件")
        text: qsTr("屏幕上的事还没有办完。接着办，请把另一张证件收好；换人办，屏幕上的内容会清掉。")
        action: qsTr("接着办")
        second: qsTr("换人办")
        onActed: questions.host.frame.keepOn()
        onSeconded: questions.host.frame.changeHands()
    }

    Question {
        objectName: "idleQuestion"
        visible: questions.host.frame.idleLeft >= 0
        title: qsTr("您还在吗？")
        text: qsTr("再过 %1 秒，屏幕上的内容会清掉。").arg(Math.max(0, questions.host.frame.idleLeft))
        action: qsTr("我还在")
        second: qsTr("退出")
        third: questions.later
        onActed: questions.host.frame.touch()
        onSeconded: questions.host.frame.leave()
        onThirded: {
            questions.host.frame.touch();
            questions.host.frame.keep();
        }

        CountdownRing {
            whole: 30 * Theme.pace
            remaining: Math.max(0, questions.host.frame.idleLeft)
        }
    }
}
