import Kernel

/// Which document of which person, as one value of a list.
struct Wish: Hashable, Sendable, Codable {
    let code: String
    let member: CaseMemberID?

    init(_ code: String, _ member: CaseMemberID?) {
        self.code = code
        self.member = member
    }

    init?(_ text: String) {
        let parts = text.split(separator: " ")
        guard let code = parts.first, parts.count <= 2 else { return nil }
        self.code = String(code)
        member = parts.count == 2 ? CaseMemberID(String(parts[1])) : nil
        if parts.count == 2, member == nil { return nil }
    }

    var text: String { member.map { "\(code) \($0)" } ?? code }
}
