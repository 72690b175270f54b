import Kernel

enum ServiceContactThing {}

/// How somebody came. This list and those below are a choice of the house; no source gives one.
enum ContactChannel: String, CaseIterable, Sendable {
    case inPerson = "in-person"
    case phone, message
    /// Away from the centre, where it goes to people.
    case away
}

/// How the contact ended.
enum ContactOutcome: String, CaseIterable, Sendable {
    case answered, accompanied, referred, open
}

enum ContactSex: String, CaseIterable, Sendable {
    case female, male, other
}

/// Ages in the groups of the boards of cases.
enum ContactAge: String, CaseIterable, Sendable {
    case child = "0-17"
    case young = "18-29"
    case middle = "30-44"
    case older = "45-64"
    case old = "65+"
}

/// One contact as a mediator says it: choices of lists alone, so that nobody can be named.
struct ContactDraft: Sendable, Equatable {
    let centre: LocationID
    let topic: String
    let language: String
    let channel: ContactChannel
    let outcome: ContactOutcome
    var sex: ContactSex?
    var age: ContactAge?
}

/// Languages to choose from: those that national centres and the helpline name, Nepali, Panjabi and Urdu; any other is
/// counted as another one.
let contactLanguages = [
    "ar", "bn", "de", "en", "es", "ff", "fr", "gu", "hi", "it", "kea", "man", "ne", "pa", "pov",
    "pt",
    "ro", "ru", "uk", "ur", "wo", "zh", otherLanguage,
]
let otherLanguage = "other"

/// A contact may wait so long in a browser; what is older is not counted any more.
let contactDaysMax = 7

extension Principal {
    /// The centres where they mediate; a duty without a place is for none.
    var contactCentres: [LocationID] {
        Set(duties(.mediator).filter { $0.purpose == .help }.compactMap(\.location)).sorted()
    }

    /// Whether they follow all centres for the plan.
    var readsContactsOfAll: Bool { duties(.coordinator).contains { $0.purpose == .plan } }
}
