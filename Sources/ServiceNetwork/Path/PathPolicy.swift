import Formats
public import Kernel
import Languages

/// What a step of a path is of; the codes of `policy/…/paths`.
enum PathKind: String, CaseIterable, Codable, Sendable {
    case language, employment, training, housing, education, social, victims, mentoring

    func words(_ t: Translator) -> String {
        switch self {
        case .language: t("Learning Portuguese")
        case .employment: t("Finding a job")
        case .training: t("Training and qualification")
        case .housing: t("Housing")
        case .education: t("School and studies")
        case .social: t("Social support")
        case .victims: t("Support for victims")
        case .mentoring: t("Mentoring")
        }
    }
}

/// Which kinds of steps an installation offers, which bodies take them, and when a path is looked at again.
public struct PathPolicy: Sendable {
    /// A body that takes steps, by the number that the duties of its accounts carry.
    struct Body: Sendable {
        let organisation: OrganisationID
        let names: (pt: String, en: String)
        let kinds: Set<PathKind>
        let isVerified: Bool

        func name(_ t: Translator) -> String { t.either(pt: names.pt, en: names.en) }
    }

    let kinds: [PathKind]
    /// Those that no list names.
    let discreet: Set<PathKind>
    let reviewMonths: Int
    let bodies: [Body]
    /// In which days are counted.
    public var zone = Zone.utc

    /// Without a policy nobody can draw a path.
    public static let none = PathPolicy(kinds: [], discreet: [], reviewMonths: 3, bodies: [])

    init(kinds: [PathKind], discreet: Set<PathKind>, reviewMonths: Int, bodies: [Body]) {
        (self.kinds, self.discreet) = (kinds, discreet)
        (self.reviewMonths, self.bodies) = (reviewMonths, bodies)
    }

    public init(_ bytes: [UInt8], file: String) throws {
        let root = try YAML.parse(bytes, file: file)
        try root.unknownKeys(
            allowed: ["lastVerified", "sources", "reviewMonths", "kinds", "bodies"])
        let sources = Set(try root.map("sources").keys)
        var (kinds, discreet): ([PathKind], Set<PathKind>) = ([], [])
        for item in try root.list("kinds") {
            try item.unknownKeys(allowed: ["code", "discreet"])
            let kind = try PathPolicy.kind(try item.required("code"))
            if kinds.contains(kind) { throw item.error("this kind stands here twice") }
            kinds.append(kind)
            if try item.optionalBool("discreet") ?? false { discreet.insert(kind) }
        }
        let months = try root.int("reviewMonths")
        guard (1...12).contains(months) else {
            throw try root.required("reviewMonths").error("a path is looked at within a year")
        }
        let bodies = try root.list("bodies").map { try PathPolicy.body($0, kinds, sources) }
        let numbers = Set(bodies.map(\.organisation))
        if numbers.count < bodies.count { throw root.error("two bodies have one number") }
        self.init(kinds: kinds, discreet: discreet, reviewMonths: months, bodies: bodies)
    }

    func body(_ organisation: OrganisationID) -> Body? {
        bodies.first { $0.organisation == organisation }
    }

    /// A body that left the policy stands by its number.
    func name(_ organisation: OrganisationID, _ t: Translator) -> String {
        body(organisation)?.name(t) ?? t("Body {number}", ["number": organisation.description])
    }

    private static func kind(_ item: YAML) throws -> PathKind {
        let code = try item.string()
        guard let kind = PathKind(rawValue: code) else {
            throw item.error("'\(code)' is no kind of step that the program has words for")
        }
        return kind
    }

    private static func body(
        _ item: YAML, _ offered: [PathKind], _ sources: Set<String>
    ) throws -> Body {
        try item.unknownKeys(allowed: ["organisation", "name", "kinds", "sources", "verified"])
        let kinds = try item.list("kinds").map { node in
            let taken = try PathPolicy.kind(node)
            guard offered.contains(taken) else { throw node.error("this kind is not offered") }
            return taken
        }
        for source in try item.list("sources") where !sources.contains(try source.string()) {
            throw source.error("no source has this key")
        }
        let name = try item.map("name")
        return Body(
            organisation: OrganisationID(Int64(try item.int("organisation"))),
            names: (try name.string("pt"), try name.string("en")), kinds: Set(kinds),
            isVerified: try item.bool("verified"))
    }
}
