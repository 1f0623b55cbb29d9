import QtQuick
import Kiosk

// Holds the way to answer that is asked for, made anew with each question: a file of answers/, by its name.
Loader {
    id: host

    required property string control
    required property Entry entry
    property bool wide: false
    property bool english: false
    readonly property Answer answer: item as Answer

    signal done

    function make(): void {
        if (control === "" || control === "Known" || control === "Loading")
            source = "";
        else
            setSource(Qt.resolvedUrl("../answers/" + control + "Answer.qml"), {
                entry: entry,
                wide: wide,
                english: english
            });
    }

    onEnglishChanged: if (answer !== null)
        answer.english = english
    onWideChanged: if (answer !== null)
        answer.wide = wide
    Component.onCompleted: make()

    Connections {
        target: host.answer

        function onDone(): void {
            host.done();
        }
    }
}
