/// The name with which an account signs in, folded so that case and blanks do not matter.
struct Login: Hashable, Sendable, CustomStringConvertible {
    let text: String

    /// Letters, digits and `.-_@+`, 2 to 100 of them; anything else is no login.
    init?(_ typed: String) {
        let folded = typed.lowercased().filter { !$0.isWhitespace }
        let fits = folded.allSatisfy { $0.isLetter || $0.isNumber || ".-_@+".contains($0) }
        guard fits, (2...100).contains(folded.count) else { return nil }
        text = folded
    }

    var description: String { text }
}

/// What a password must be: long; nothing about kinds of characters (NIST SP 800-63B, 5.1.1.2).
enum PasswordRule {
    static let charactersMin = 12
    /// Longer ones only cost us memory.
    static let charactersMax = 200

    static func accepts(_ password: String, login: String) -> Bool {
        (charactersMin...charactersMax).contains(password.count) && password.lowercased() != login
    }
}
