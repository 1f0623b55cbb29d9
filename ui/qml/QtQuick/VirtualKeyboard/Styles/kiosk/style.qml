import QtQuick
import QtQuick.VirtualKeyboard
import QtQuick.VirtualKeyboard.Styles
import Theme
import "../../../../controls"

// The keyboard in the terminal's own colours, with a row of candidates that a finger can touch.
KeyboardStyle {
    keyboardDesignWidth: 2560
    keyboardDesignHeight: Theme.wide ? 800 : 1000
    keyboardRelativeLeftMargin: 0.004
    keyboardRelativeRightMargin: 0.004
    keyboardRelativeTopMargin: 0.008
    keyboardRelativeBottomMargin: 0.008

    keyboardBackground: Rectangle {
        color: Theme.sunken
    }

    keyPanel: KeyFace {}

    spaceKeyPanel: KeyFace {
        label: InputContext.locale.startsWith("zh") ? "中文" : "English"
    }

    symbolKeyPanel: KeyFace {
        plain: false
    }

    modeKeyPanel: KeyFace {
        plain: false
    }

    handwritingKeyPanel: KeyFace {
        plain: false
        icon: "pencil-simple"
    }

    backspaceKeyPanel: KeyFace {
        plain: false
        icon: "backspace"
    }

    languageKeyPanel: KeyFace {
        plain: false
        icon: "translate"
    }

    enterKeyPanel: KeyFace {
        plain: false
        icon: "check"
    }

    hideKeyPanel: KeyFace {
        plain: false
        icon: "caret-right"
        turn: 90
    }

    shiftKeyPanel: KeyFace {
        plain: false
        icon: "arrow-down"
        turn: 180
    }

    selectionListHeight: Theme.touch(84)
    selectionListDelegate: Candidate {}

    selectionListBackground: Rectangle {
        color: Theme.surface

        Rectangle {
            width: parent.width
            height: Theme.px(2)
            color: Theme.line
        }
    }

    alternateKeysListItemWidth: Theme.px(84)
    alternateKeysListItemHeight: Theme.px(84)

    alternateKeysListDelegate: Item {
        id: other

        required property string text

        width: Theme.px(84)
        height: Theme.px(84)

        Words {
            anchors.centerIn: parent
            text: other.text
            font.pixelSize: Theme.px(40)
            lineHeight: 1
        }
    }

    alternateKeysListHighlight: Rectangle {
        radius: Theme.px(12)
        color: Theme.primaryLine
    }

    alternateKeysListBackground: Rectangle {
        radius: Theme.px(12)
        color: Theme.surface
        border.width: Theme.px(2)
        border.color: Theme.primaryLine
    }
}
