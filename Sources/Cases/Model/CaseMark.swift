import Foundation

/// What the answers of a file state that several files may have: it says nothing of anybody, and is compared by a keyed
/// hash alone. Pure: the same answers give the same marks.
struct CaseMark: Hashable, Sendable {
    enum Kind: String, Sendable, CaseIterable {
        /// Of a document, such as the visa: found by the search of the queue.
        case number
        case address
        case employer
    }

    let kind: Kind
    /// As it is compared, however it was written.
    let plain: String
    /// As it was written.
    let shown: String

    /// Of the answers of a form, each kind once; an employer by the tax number where it was given, else by the name.
    static func all(in answers: [String: String]) -> [CaseMark] {
        func answer(_ field: String) -> String? {
            answers[field].flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
        }
        let visa = answer("visaNumber").flatMap { DocumentNumber($0) }
            .map { CaseMark(kind: .number, plain: $0.plain, shown: $0.shown) }
        let address = answer("address").flatMap { CaseMark(.address, letters(in: $0), shown: $0) }
        let tax = answer("employerNif").flatMap { typed in
            CaseMark(
                .employer, "nif " + typed.filter { $0.isASCII && $0.isNumber }, shown: typed)
        }
        let name = answer("employerName").flatMap { typed in
            CaseMark(.employer, "name " + letters(in: typed), shown: typed)
        }
        return [visa, address, tax ?? name].compactMap(\.self)
    }

    private init(kind: Kind, plain: String, shown: String) {
        (self.kind, self.plain, self.shown) = (kind, plain, shown)
    }

    /// Nil where too little stands there to tell anything apart.
    private init?(_ kind: Kind, _ plain: String, shown: String) {
        guard plain.count >= markLettersMin else { return nil }
        self.init(kind: kind, plain: plain, shown: shown)
    }

    /// Letters and digits alone, without accents and capitals.
    private static func letters(in text: String) -> String {
        text.folding(options: [.diacriticInsensitive, .caseInsensitive], locale: nil).lowercased()
            .filter { $0.isLetter || $0.isNumber }
    }
}

/// "Rua A 1" has five letters and digits, and names a door.
private let markLettersMin = 5
