public import Languages

/// One person of a file, and what is still missing for them.
public struct HouseholdMember: Sendable {
    public let name: String
    /// Who they are in this file: "sponsor", "husband", "daughter, 3 years".
    public let role: String
    public let missing: [String]
    public let path: String?

    public init(name: String, role: String, missing: [String] = [], path: String? = nil) {
        self.name = name
        self.role = role
        self.missing = missing
        self.path = path
    }
}

/// The people of a file side by side; once it is decided, nothing is missing any longer.
public func householdStrip(
    _ t: Translator, members: [HouseholdMember], isDecided: Bool = false
) -> HTML {
    "<ul class=\"household\">\(members.html { member(t, $0, isDecided) })</ul>"
}

private func member(_ t: Translator, _ person: HouseholdMember, _ isDecided: Bool) -> HTML {
    let name: HTML = person.path.map { "<a href=\"\($0)\">\(person.name)</a>" } ?? "\(person.name)"
    return """
        <li class="\(isDecided || person.missing.isEmpty ? "whole" : "lacking")"><p class="name"><bdi>\(name)</bdi></p>
        <p class="quiet">\(person.role)</p>\(if: !isDecided, missing(t, person.missing))</li>
        """
}

private func missing(_ t: Translator, _ things: [String]) -> HTML {
    if things.isEmpty { return "<p>\(tag(t("Nothing missing"), .good))</p>" }
    let word = t.plural("{n} thing missing", "{n} things missing", things.count)
    return "<p>\(tag(word, .yours))</p><ul>\(things.html { "<li>\($0)</li>" })</ul>"
}
