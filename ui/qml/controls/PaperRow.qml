import Theme

// A material: what it is, what takes its place, who provides it.
Fact {
    id: row

    required property string label
    required property string words
    required property string standing
    required property string source
    readonly property bool missing: standing === "missing"

    icon: standing === "promised" ? "signature" : standing === "scanned" ? "file-text" : missing ? "warning" : "check-circle"
    colour: missing ? Theme.attention : Theme.done
    soft: missing ? Theme.attentionSoft : Theme.doneSoft
    title: label
    text: source !== "" ? words + "  ·  " + source : words
}
