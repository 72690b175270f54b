import Kernel
import Languages
import Web

/// Why two people may be one, in words.
func likenessWords(_ reason: LikenessReason, _ t: Translator) -> String {
    switch reason {
    case .sameBirth: t("the same date of birth")
    case .swappedBirth: t("the same date of birth, with day and month swapped")
    case .sameName: t("the same name")
    case .otherOrder: t("the words of the name in another order")
    case .otherSpelling(let count):
        t.plural("{n} word spelled in another way", "{n} words spelled in another way", count)
    case .wordsMissing(let count):
        t.plural(
            "{n} word of the name is in one file only",
            "{n} words of the name are in one file only",
            count)
    case .sameKey(let kind): t("the same: {what}", ["what": keyWords(kind, t)])
    }
}

/// What is written beside a person.
func keyWords(_ kind: PersonKeyKind, _ t: Translator) -> String {
    switch kind {
    case .passport: t("number of a passport or identity document")
    case .nif: t("tax number (NIF)")
    case .niss: t("social security number (NISS)")
    case .patient: t("patient number of the health service")
    case .email: t("e-mail address")
    case .phone: t("phone number")
    }
}
