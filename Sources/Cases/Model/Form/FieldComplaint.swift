import Kernel
import Languages

/// Why an answer cannot be taken, said beside its field.
enum FieldComplaint: Error, Hashable {
    case missing
    case tooLong(Int)
    case noDay
    case tooEarly(Day)
    case tooLate(Day)
    case noNumber
    case tooSmall(Int)
    case tooLarge(Int)
    case noAmount
    case notOffered
    case noMail
    case noPhone
    case noDocumentNumber
    case notDigits(Int)

    func words(_ t: Translator) -> String {
        switch self {
        case .missing: t("Fill in this field.")
        case .tooLong(let max): t("Use at most {n} characters.", ["n": String(max)])
        case .noDay: t("Write the date as year-month-day, such as 2026-11-23.")
        case .tooEarly(let day): t("Choose {date} or a later day.", ["date": t.date(day)])
        case .tooLate(let day): t("Choose {date} or an earlier day.", ["date": t.date(day)])
        case .noNumber: t("Write a whole number.")
        case .tooSmall(let min): t("Write {n} or more.", ["n": t.number(min)])
        case .tooLarge(let max): t("Write {n} or less.", ["n": t.number(max)])
        case .noAmount: t("Write an amount in euros, such as 920 or 920,50.")
        case .notOffered: t("Choose one of the options.")
        case .noMail: t("Write an e-mail address, such as name@example.org.")
        case .noPhone: t("Write 5 to 15 digits, with + and the country first.")
        case .noDocumentNumber: t("Write the number as it stands on the document.")
        case .notDigits(let count): t("Write all {n} digits.", ["n": String(count)])
        }
    }
}
