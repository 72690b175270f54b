import Kernel
import Languages

/// When a field of a place was last said to hold, by whom it is kept, and how long it may go unasked.
struct FieldCheck: Sendable, Equatable {
    let field: PlaceField
    let owner: String
    /// Nil where nobody ever said so.
    let checkedOn: Day?

    func ageDays(on day: Day) -> Int? { checkedOn.map { max(0, day.days(since: $0)) } }

    /// What nobody ever confirmed is as stale as what was confirmed too long ago.
    func isStale(on day: Day) -> Bool { ageDays(on: day).map { $0 > field.budgetDays } ?? true }
}

/// The fields of a place that go out of date.
enum PlaceField: String, CaseIterable, Sendable {
    case address, phone, email, hours, languages, services

    /// A choice of the house, for the State to change: what changes often is asked about more often.
    var budgetDays: Int {
        switch self {
        case .hours: 90
        case .phone, .email, .services: 180
        case .address, .languages: 365
        }
    }

    func words(_ t: Translator) -> String {
        switch self {
        case .address: t("Street address")
        case .phone: t("Telephone")
        case .email: t("Mail address")
        case .hours: t("Opening hours")
        case .languages: t("Languages spoken")
        case .services: t("What this place does")
        }
    }

    /// Whether a place has a value in it that could be out of date.
    func isFilled(_ shelved: ShelvedPlace) -> Bool {
        switch self {
        case .address: shelved.place.address != nil
        case .phone: shelved.place.phone != nil
        case .email: shelved.place.email != nil
        case .hours: shelved.times.isKnown
        case .languages: shelved.detail.map { !$0.languages.isEmpty } ?? false
        case .services: shelved.services != PlaceServices()
        }
    }
}
