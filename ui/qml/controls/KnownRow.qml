import Theme

// Something that need not be typed, and where it comes from.
Fact {
    id: row

    required property string label
    required property string source

    icon: "database"
    colour: Theme.done
    soft: Theme.doneSoft
    title: label
    text: qsTr("取自：%1").arg(source)
}
