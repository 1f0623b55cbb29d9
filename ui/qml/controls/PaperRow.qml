import Theme

// A material: what it is, what takes its place, who provides it.
Fact {
    id: row

    required property string label
    required property string words
    required property string standing
    required property string source
    readonly property bool missing: standing === "missing"
    readonly property bool atCounter: standing === "counter"

    icon: standing === "promised" ? "signature" : standing === "scanned" ? "file-text" : atCounter ? "files" : missing ? "warning" : "check-circle"
    colour: missing ? Theme.attention : atCounter ? Theme.primary : Theme.done
    soft: missing ? Theme.attentionSoft : atCounter ? Theme.primarySoft : Theme.doneSoft
    title: label
    text: source !== "" ? words + "  ·  " + source : words
}
