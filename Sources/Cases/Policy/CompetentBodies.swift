import Formats
import Kernel

/// Who recognises qualifications, as far as a source says so: a State without the file names nobody.
struct CompetentBodies: Sendable {
    static let path = "bodies/bodies.yaml"
    let bodies: [CompetentBody]
    /// How many regulated professions a source counts; nil where none does.
    let professions: ProfessionCount?
    let lastVerified: Day?

    /// Every error names file, line and key.
    init(_ folder: PolicyFolder) throws {
        guard let text = folder.texts[CompetentBodies.path] else {
            bodies = []
            professions = nil
            lastVerified = nil
            return
        }
        let root = try YAML.parse(text, file: CompetentBodies.path).map()
        try root.unknownKeys(allowed: ["lastVerified", "sources", "professions", "bodies"])
        let book = try SourceBook(root.map("sources"))
        lastVerified = try root.required("lastVerified").day()
        professions = try root["professions"].map { try ProfessionCount($0, book) }
        bodies = try root.list("bodies").map { try CompetentBody($0, book) }
        try root.required("bodies").refuseRepeated(bodies.map(\.code))
    }

    /// For how many professions a body is named.
    var professionsKnown: Int { Set(bodies.compactMap(\.profession)).count }
}

/// A body that decides on qualifications.
struct CompetentBody: Sendable {
    enum Kind: String, Sendable, CaseIterable {
        case degree, profession, school, experience
    }

    let code: String
    let kind: Kind
    let title: LocalText
    /// What it recognises, and how.
    let does: LocalText
    /// Of a body for one profession.
    let profession: String?
    /// The procedures of this policy that lead to it.
    let procedures: [String]
    /// Addresses or descriptions, never bare keys.
    let sources: [String]
    let verified: Bool

    fileprivate init(_ node: YAML, _ book: SourceBook) throws {
        try node.map().unknownKeys(allowed: CompetentBody.keys)
        code = try node.string("code")
        kind = try node.required("kind").word(Kind.self)
        title = try LocalText(node.required("title"))
        does = try LocalText(node.required("does"))
        profession = try node.optionalString("profession")
        procedures = try node.optionalList("procedures").map { try $0.string() }
        sources = try book.read(node)
        verified = try node.bool("verified")
        guard (kind == .profession) == (profession != nil) else {
            throw node.error("'profession' is said of a body of that kind, and of no other")
        }
    }

    private static let keys = [
        "code", "kind", "title", "does", "profession", "procedures", "sources", "verified",
    ]
}

/// How many regulated professions there are, by some source.
struct ProfessionCount: Sendable {
    let atLeast: Int
    let sources: [String]
    let verified: Bool

    fileprivate init(_ node: YAML, _ book: SourceBook) throws {
        try node.map().unknownKeys(allowed: ["atLeast", "sources", "verified"])
        atLeast = try node.int("atLeast")
        sources = try book.read(node)
        verified = try node.bool("verified")
        guard atLeast > 0 else { throw try node.required("atLeast").error("write at least 1") }
    }
}

/// A directory that leads to a procedure which the policy does not have is found at start.
func bodyProblems(_ folder: PolicyFolder, _ procedures: [ProcedureFile]) throws {
    let known = Set(procedures.map(\.procedure.code))
    for body in try CompetentBodies(folder).bodies {
        guard let foreign = body.procedures.first(where: { !known.contains($0) }) else { continue }
        throw PolicyFault("'\(body.code)' leads to the procedure '\(foreign)', which is not there")
    }
}
