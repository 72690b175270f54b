import Kernel

/// Who has no part in a file although they serve its office: whoever bears a name that a complaint gives, and, where the
/// office that is complained of handles it itself, everybody but its supervisors.
///
/// Names are compared by their words, so that one word is enough: rather too many have no part in it than the one who is
/// complained of.
struct Recusal: Codable, Sendable, Equatable {
    /// Words of the names that were given, as names are folded for comparing.
    let words: [String]
    let supervisorsOnly: Bool

    /// Nil where nobody has to stay away.
    init?(named name: String, supervisorsOnly: Bool) {
        words = Recusal.words(of: name)
        self.supervisorsOnly = supervisorsOnly
        if words.isEmpty && !supervisorsOnly { return nil }
    }

    /// As its column keeps it.
    init(kept: String) {
        let all = kept.split(separator: " ").map(String.init)
        words = all.filter { $0 != Recusal.supervisorsMark }
        supervisorsOnly = all.contains(Recusal.supervisorsMark)
    }

    /// Each word between blanks.
    var kept: String {
        let all = (supervisorsOnly ? [Recusal.supervisorsMark] : []) + words
        return " " + all.joined(separator: " ") + " "
    }

    /// The rows by which lists leave the file out, each once.
    var marks: [String] {
        Set(supervisorsOnly ? words + [Recusal.supervisorsMark] : words).sorted()
    }

    func bars(_ principal: Principal, at office: LocationID) -> Bool {
        names(principal.name) || supervisorsOnly && !principal.supervises(office)
    }

    /// Whether somebody of this name is meant, or may be.
    func names(_ name: String) -> Bool { !Set(words).isDisjoint(with: Recusal.words(of: name)) }

    /// What tells a name from others: letters and digits alone, no particles, no initials.
    static func words(of name: String) -> [String] {
        let all = ComparedName(name).words.map(\.text)
        let telling = all.filter { $0.count > 1 }
        return telling.isEmpty ? all : telling
    }

    /// No word is written so: names have letters and digits alone.
    static let supervisorsMark = "*"
}
