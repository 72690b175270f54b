import Formats
import Kernel

extension ServiceStandards {
    /// Reads the file; what it names wrongly is refused with its line.
    public init(yaml text: String, file: String) throws {
        let root = try YAML.parse(text, file: file).map()
        try root.unknownKeys(allowed: [
            "lastReviewed", "cellMin", "warnDays", "sources", "standards", "trainings",
        ])
        guard Day(iso: try root.string("lastReviewed")) != nil else {
            throw try root.required("lastReviewed").error("write the day as 2026-11-27")
        }
        cellMin = try root.required("cellMin").number(in: 3...100)
        warnDays = try root.required("warnDays").number(in: 1...730)
        var sources: [String: String] = [:]
        for entry in try root.map("sources").entries {
            sources[entry.key] = try entry.value.string()
        }
        standards = try root.list("standards").map { try ServiceStandard($0, sources) }
        trainings = try root.list("trainings").map { try TrainingKind($0, sources) }
        try root.required("standards").refuseTwice(standards.map(\.code))
        try root.required("trainings").refuseTwice(trainings.map(\.code))
    }
}

extension ServiceStandard {
    fileprivate init(_ node: YAML, _ known: [String: String]) throws {
        try node.map().unknownKeys(allowed: [
            "code", "service", "promise", "measure", "procedure", "days", "share", "basis",
            "article", "sources", "verified",
        ])
        code = try node.string("code")
        service = try node.service()
        promise = try PolicyText(node.required("promise"))
        measure = try node.word("measure", Measure.self)
        procedure = try node.optionalString("procedure")
        days = try node["days"].map { try $0.number(in: 1...1_000) }
        share = try node.required("share").number(in: 1...100)
        basis = try node.word("basis", Basis.self)
        article = try node.string("article")
        sources = try node.sources(known)
        verified = try node.bool("verified")
        if (measure == .decidedWithin) != (procedure != nil) {
            throw node.error("a procedure stands with decided-within, and only there")
        }
        if (measure == .satisfied) != (days == nil) {
            throw node.error("days stand with decided-within and visit-within, and only there")
        }
        if basis == .choice, verified {
            throw node.error("a choice of the installation is no law: write verified: false")
        }
    }
}

extension TrainingKind {
    fileprivate init(_ node: YAML, _ known: [String: String]) throws {
        try node.map().unknownKeys(allowed: ["code", "title", "roles", "sources"])
        code = try node.string("code")
        title = try PolicyText(node.required("title"))
        roles = try node.list("roles").map { item in
            let role = try item.string()
            guard trainedRoles.contains(role) else {
                throw item.error("'\(role)' is not known; use one of: \(trainedRoles)")
            }
            return role
        }
        _ = try node.sources(known)
    }
}

extension PolicyText {
    init(_ node: YAML) throws {
        try node.map().unknownKeys(allowed: ["pt", "en"])
        self.init(pt: try node.string("pt"), en: try node.string("en"))
    }
}

extension YAML {
    fileprivate func number(in range: ClosedRange<Int>) throws -> Int {
        let value = try int()
        guard range.contains(value) else {
            throw error("write a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }

    fileprivate func word<Word: RawRepresentable & CaseIterable>(
        _ key: String, _ type: Word.Type
    ) throws -> Word where Word.RawValue == String {
        let node = try required(key)
        let text = try node.string()
        guard let word = Word(rawValue: text) else {
            let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
            throw node.error("'\(text)' is not known; use one of: \(known)")
        }
        return word
    }

    /// A need of the directory; nil for `any`.
    fileprivate func service() throws -> String? {
        let node = try required("service")
        let code = try node.string()
        if code == "any" { return nil }
        guard KnownService(rawValue: code) != nil else {
            throw node.error("there is no service '\(code)'")
        }
        return code
    }

    fileprivate func sources(_ known: [String: String]) throws -> [String] {
        let named = try list("sources")
        if named.isEmpty { throw error("name at least one source") }
        return try named.map { item in
            let key = try item.string()
            guard let text = known[key] else {
                throw item.error("no source '\(key)' under 'sources'")
            }
            return text
        }
    }

    fileprivate func refuseTwice(_ codes: [String]) throws {
        var seen: Set<String> = []
        for code in codes where !seen.insert(code).inserted {
            throw error("'\(code)' stands here twice; keep one")
        }
    }
}

private let trainedRoles = ["mediator", "partner", "officer", "supervisor", "jurist"]
