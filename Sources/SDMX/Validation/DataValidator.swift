/// Checks data against their structure as they are read. Only the keys stay in memory, as 64-bit hashes: two different
/// keys among ten million are taken for one with a chance of three in a million.
public struct DataValidator {
    public private(set) var report = DataReport()
    /// Where the reader stands, to be set before each event.
    public var line: Int?

    private let structure: DataStructure
    private let rules: [String: ValueRule]
    private let constraints: [ConstraintRule]
    private let known: Set<String>
    private let mandatory: [Component]
    private let measure: Component?

    private var header = DataSetHeader(SDMXStructure(dataflow: "", dimensions: []))
    private var series: [String: String] = [:]
    private var keys: Set<Int> = []
    private var wanted: [Int: DataProblem] = [:]
    private var given: Set<Int> = []

    /// Beyond, duplicates are not looked for: ten million hashes take some 200 MB.
    public static let keysMax = 10_000_000
    /// Attributes of groups that stand behind their observations are waited for, so many at a time.
    static let wantedMax = 1_000_000

    public init(_ structure: DataStructure, _ catalogue: StructureCatalogue) {
        self.structure = structure
        let components =
            structure.dimensions + structure.attributes + structure.measures
            + [structure.timeDimension].compactMap { $0 }
        var rules: [String: ValueRule] = [:]
        for component in components { rules[component.id] = ValueRule(component, catalogue) }
        self.rules = rules
        constraints = catalogue.allowed(for: structure).map {
            ConstraintRule($0, structure, catalogue)
        }
        known = Set((structure.attributes + structure.measures).map(\.id))
        mandatory = structure.attributes.filter(\.isMandatory)
        measure = structure.measures.first { $0.id == "OBS_VALUE" } ?? structure.measures.first
        for component in components {
            if let note = rules[component.id]?.note { report.note(note) }
        }
    }

    public mutating func take(_ event: DataEvent) {
        switch event {
        case .dataSet(let next): begin(next)
        case .series(let one):
            series = one.attributes
            check(one.attributes)
        case .group(let one):
            check(one.attributes)
            give(one)
        case .observation(let one): check(one)
        }
    }

    /// To be called at the end: then it is known which attributes never came.
    public mutating func finish() {
        closeDataSet()
    }

    private mutating func begin(_ next: DataSetHeader) {
        closeDataSet()
        header = next
        let message = next.structure.dimensions
        let own = structure.dimensions.map(\.id)
        for id in message where !own.contains(id) {
            add(.unknownDimension, id, "\(structure.reference.text) has no such dimension")
        }
        for id in own where !message.contains(id) {
            add(.missingDimension, id, "the data have no such dimension")
        }
        check(next.attributes)
    }

    private mutating func closeDataSet() {
        for (key, problem) in wanted where !given.contains(key) { report.add(problem) }
        report.problems.sort { ($0.line ?? 0) < ($1.line ?? 0) }
        (wanted, given, series) = ([:], [], [:])
        keys.removeAll(keepingCapacity: true)
    }

    private mutating func check(_ one: Observation) {
        report.observations += 1
        let isDelete = header.action == .delete
        for (id, code) in zip(header.structure.dimensions, one.key) {
            // A deletion may leave open what it means.
            if code.isEmpty {
                if !isDelete { add(.missingDimension, id, "the key has no code here") }
            } else {
                check(id, code)
            }
        }
        if let time = structure.timeDimension {
            if !one.period.isEmpty {
                checkTime(time, one.period)
            } else if !isDelete {
                add(.missingDimension, time.id, "the key has no time")
            }
        }
        checkAttributes(one)
        if isDelete { return }
        checkValue(one)
        checkKey(one)
    }

    private mutating func checkTime(_ time: Component, _ period: String) {
        let count = report.count
        check(time.id, period)
        // A structure need not say what a time is.
        if count == report.count, !ValueType.isTime(period) {
            add(.wrongFormat, time.id, "'\(period)' is no time period")
        }
    }

    private mutating func checkAttributes(_ one: Observation) {
        var all = one.attributes
        all["OBS_STATUS"] = one.status
        all["CONF_STATUS"] = one.confidentiality
        check(all)
        guard header.action != .delete, header.action != .merge else { return }
        for attribute in mandatory {
            let id = attribute.id
            if all[id] == nil, series[id] == nil, header.attributes[id] == nil {
                want(attribute, one)
            }
        }
    }

    private mutating func checkValue(_ one: Observation) {
        guard let measure, let rule = rules[measure.id] else { return }
        if let text = one.text {
            if rule.isNumber {
                add(.wrongFormat, measure.id, "'\(text)' is not a number")
            } else {
                check(measure.id, text)
            }
        } else if let value = one.value {
            check(measure.id, Int(exactly: value).map(String.init) ?? "\(value)")
        } else if measure.isMandatory {
            add(.missingValue, measure.id, "the value is missing")
        }
    }

    private mutating func checkKey(_ one: Observation) {
        let dimensions = header.structure.dimensions
        for rule in constraints {
            let refusal = rule.refusal { id in
                if id == structure.timeDimension?.id { return one.period }
                if let index = dimensions.firstIndex(of: id) { return one.key[index] }
                return one.attributes[id] ?? series[id]
            }
            if let refusal { add(.constraint, refusal.field, refusal.why) }
        }
        guard keys.count < DataValidator.keysMax else {
            return report.note(
                "duplicates are looked for among the first \(DataValidator.keysMax) keys only")
        }
        var hasher = Hasher()
        hasher.combine(one.key)
        hasher.combine(one.period)
        if !keys.insert(hasher.finalize()).inserted {
            let key = (one.key + [one.period]).joined(separator: ".")
            add(.duplicate, "key", "\(key) stands here twice")
        }
    }

    private mutating func check(_ attributes: [String: String]) {
        for (id, text) in attributes.sorted(by: { $0.key < $1.key }) {
            if !known.contains(id) {
                add(.unknownAttribute, id, "\(structure.reference.text) has no such attribute")
            } else {
                check(id, text)
            }
        }
    }

    private mutating func check(_ id: String, _ text: String) {
        guard let rule = rules[id] else { return }
        for value in DataValidator.values(text, rule) {
            if let refusal = rule.refusal(value) { add(refusal.kind, id, refusal.why) }
        }
    }

    /// An attribute of a group may come behind the observations that need it.
    private mutating func want(_ attribute: Component, _ one: Observation) {
        let problem = DataProblem(
            kind: .missingAttribute, line: line, field: attribute.id,
            message: "the attribute is mandatory and missing")
        guard let ids = groupDimensions(attribute), wanted.count < DataValidator.wantedMax else {
            return report.add(problem)
        }
        let key = ids.map { id in
            header.structure.dimensions.firstIndex(of: id).map { one.key[$0] } ?? ""
        }
        let hash = DataValidator.hash(attribute.id, ids, key)
        if wanted[hash] == nil { wanted[hash] = problem }
    }

    private mutating func give(_ group: PartialKeyAttributes) {
        let named = zip(header.structure.dimensions, group.key).filter { $1 != nil }
        for attribute in mandatory where group.attributes[attribute.id] != nil {
            guard let ids = groupDimensions(attribute), given.count < DataValidator.wantedMax else {
                continue
            }
            let key = ids.map { id in named.first { $0.0 == id }?.1 ?? "" }
            given.insert(DataValidator.hash(attribute.id, ids, key))
        }
    }

    private func groupDimensions(_ attribute: Component) -> [String]? {
        switch attribute.attachment {
        case .group(let id): structure.groups.first { $0.id == id }?.dimensions
        case .dimensions(let ids, _) where ids.count < structure.dimensions.count: ids
        default: nil
        }
    }

    private static func hash(_ attribute: String, _ ids: [String], _ key: [String]) -> Int {
        var hasher = Hasher()
        hasher.combine(attribute)
        hasher.combine(ids)
        hasher.combine(key)
        return hasher.finalize()
    }

    private mutating func add(_ kind: DataProblem.Kind, _ field: String, _ message: String) {
        report.add(DataProblem(kind: kind, line: line, field: field, message: message))
    }
}

extension DataValidator {
    /// Each of several values by itself; of texts in languages each text.
    fileprivate static func values(_ text: String, _ rule: ValueRule) -> [String] {
        guard rule.isRepeatable, let values = ManyValues.values(text) else { return [text] }
        return values.flatMap { value in
            switch value {
            case .plain(let text): [text]
            case .texts(let texts): Array(texts.values)
            }
        }
    }
}
