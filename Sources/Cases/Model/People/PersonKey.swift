/// What is written beside a person and helps to find them: it changes, two may share it, and it is never who they are.
enum PersonKeyKind: String, Sendable, CaseIterable, Codable {
    case passport
    /// Tax number.
    case nif
    /// Social security number.
    case niss
    /// Number of the health service.
    case patient
    case email
    case phone

    /// Whether one human being alone has it; a family often shares an address and a phone.
    var isPersonal: Bool { self != .email && self != .phone }

    /// As it is compared, however it was written; nil where it can be none of this kind.
    func plain(_ typed: String) -> String? {
        switch self {
        case .passport, .nif, .niss, .patient: return DocumentNumber(typed)?.plain
        case .email:
            let address = typed.lowercased().filter { !$0.isWhitespace }
            let halves = address.split(separator: "@", omittingEmptySubsequences: false)
            return halves.count == 2 && halves.allSatisfy { !$0.isEmpty } ? address : nil
        case .phone:
            var digits = String(typed.filter { $0.isASCII && $0.isNumber })
            if digits.hasPrefix("00") { digits.removeFirst(2) }
            // Without the country's code it is a number of this country.
            if digits.count == homeDigits { digits = homeCode + digits }
            return digits.count >= phoneDigitsMin ? digits : nil
        }
    }
}

/// Numbers of Portugal have nine digits after the code of the country (ITU-T E.164, +351).
private let homeDigits = 9
private let homeCode = "351"
/// Shorter ones reach nobody from outside a house.
private let phoneDigitsMin = 6
