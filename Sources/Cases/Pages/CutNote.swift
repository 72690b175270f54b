import Languages
import Web

/// What stands under a list that shows no more than so many: that it was cut, and which of them stand in it. Nothing
/// where all of it is there.
func cutNote(_ t: Translator, shown: Int, of max: Int) -> HTML? {
    shown < max
        ? nil
        : "<p class=\"quiet\">\(t("These are the first {n}.", ["n": t.number(max)]))</p>"
}
