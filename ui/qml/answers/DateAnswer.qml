import QtQuick
import Kiosk
import "../controls"

// A day by its three parts.
Answer {
    id: answer

    required property DateEntry entry

    DateWheel {
        width: parent.width
        year: answer.entry.year
        month: answer.entry.month
        day: answer.entry.day
        english: answer.english
        onMoved: (part, by) => answer.entry.step(part, by)
    }
}
