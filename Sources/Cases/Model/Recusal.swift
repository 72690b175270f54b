import Kernel

/// Who has no part in a file although they serve its office: whoever bears a name that a complaint gives, and, where the
/// office that is complained of handles it itself, everybody but its supervisors. Where a file is for those alone who need
/// to know of it, everybody but its supervisors and whom they let in.
///
/// Names are compared by their words, so that one word is enough: rather too many have no part in it than the one who is
/// complained of.
struct Recusal: Codable, Sendable, Equatable {
    /// Words of the names that were given, as names are folded for comparing.
    let words: [String]
    let supervisorsOnly: Bool
    /// Who is let in beside the supervisors; nil where nobody can be.
    var readers: [AccountID]?

    /// Of a file that is for those alone who need to know of it.
    init(readers: [AccountID]) {
        (words, supervisorsOnly, self.readers) = ([], true, readers)
    }

    /// Nil where nobody has to stay away.
    init?(named name: String, supervisorsOnly: Bool) {
        words = Recusal.words(of: name)
        self.supervisorsOnly = supervisorsOnly
        if words.isEmpty && !supervisorsOnly { return nil }
    }

    /// As its column keeps it.
    init(kept: String) {
        let all = kept.split(separator: " ").map(String.init)
        let letIn = all.filter { $0.hasPrefix(Recusal.readersMark) }
        words = all.filter { $0 != Recusal.supervisorsMark && !$0.hasPrefix(Recusal.readersMark) }
        supervisorsOnly = all.contains(Recusal.supervisorsMark)
        readers = letIn.isEmpty ? nil : letIn.compactMap { AccountID(String($0.dropFirst())) }
    }

    /// Each word between blanks.
    var kept: String {
        " " + (signs + words).joined(separator: " ") + " "
    }

    /// The rows by which lists leave the file out, or not, each once.
    var marks: [String] { Set(signs + words).sorted() }

    private var signs: [String] {
        let letIn = readers.map { [Recusal.readersMark] + $0.map(Recusal.reader) } ?? []
        return (supervisorsOnly ? [Recusal.supervisorsMark] : []) + letIn
    }

    func bars(_ principal: Principal, at office: LocationID) -> Bool {
        if names(principal.name) { return true }
        guard supervisorsOnly, !principal.supervises(office) else { return false }
        return !(readers ?? []).contains(principal.account)
    }

    /// Whether somebody of this name is meant, or may be.
    func names(_ name: String) -> Bool { !Set(words).isDisjoint(with: Recusal.words(of: name)) }

    /// What tells a name from others: letters and digits alone, no particles, no initials.
    static func words(of name: String) -> [String] {
        let all = ComparedName.telling(name)
        let telling = all.filter { $0.count > 1 }
        return telling.isEmpty ? all : telling
    }

    /// No word is written so: names have letters and digits alone.
    static let supervisorsMark = "*"

    /// Before the number of each account that is let in, and alone where none is.
    static let readersMark = "="
    static func reader(_ account: AccountID) -> String { readersMark + "\(account)" }
}
