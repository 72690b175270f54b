import Kernel

/// Reads the parameters of a query; what is not known is refused, so that no answer looks narrower than it is.
struct DataParameters {
    let generation: ServiceGeneration
    let query: [String: String]

    func question(flow: FlowQuery, key: String) throws(ServiceError) -> DataQuestion {
        try refuseUnknown(known + (generation == .older ? knownOlder : knownNewer))
        var question = DataQuestion()
        question.flow = flow
        question.key = key
        question.updatedAfter = try moment("updatedAfter")
        question.firstN = try count("firstNObservations")
        question.lastN = try count("lastNObservations")
        question.includesHistory = try isTrue("includeHistory")
        question.vintage = query["vintage"].map { String($0.prefix(vintageMax)) }
        question.dimensionAtObservation = query["dimensionAtObservation"] ?? "TIME_PERIOD"
        question.asOf = try moment("asOf")
        question.filters = try filters()
        question.detail = generation == .older ? try olderDetail() : try newerDetail()
        if let asOf = question.asOf, let after = question.updatedAfter, after > asOf {
            throw .meaning("updatedAfter lies behind asOf.")
        }
        return question
    }

    func refuseUnknown(_ known: [String]) throws(ServiceError) {
        for name in query.keys.sorted() where !known.contains(name) {
            if notBuilt.contains(name) { throw .notBuilt("The parameter \(name)") }
            if generation == .newer, DataParameters.component(of: name) != nil { continue }
            throw .syntax("There is no parameter \(name).")
        }
    }

    /// Of what the flow may be filtered by: times of 2.1, components of 3.0.
    func filters() throws(ServiceError) -> [ComponentFilter] {
        var all: [ComponentFilter] = []
        for (name, value) in query.sorted(by: { $0.key < $1.key }) {
            if generation == .newer, let component = DataParameters.component(of: name) {
                let filter = try ComponentFilter(component, written: value)
                if component == timeID { try check(filter) }
                all.append(filter)
            }
        }
        var terms: [ComponentFilter.Term] = []
        if let start = try period("startPeriod") {
            terms.append(.init(comparison: .atLeast, value: start))
        }
        if let end = try period("endPeriod") {
            terms.append(.init(comparison: .atMost, value: end))
        }
        if !terms.isEmpty { all.append(ComponentFilter(timeID, groups: [terms])) }
        return all
    }

    private func check(_ filter: ComponentFilter) throws(ServiceError) {
        for term in filter.groups.joined() where TimeBound(term.value) == nil {
            throw .syntax("\(term.value) is no period of SDMX.")
        }
    }

    /// `c[REF_AREA]` names REF_AREA.
    static func component(of name: String) -> String? {
        guard name.hasPrefix("c["), name.hasSuffix("]") else { return nil }
        let inner = String(name.dropFirst(2).dropLast())
        return isIdentifier(inner) ? inner : nil
    }

    private func period(_ name: String) throws(ServiceError) -> String? {
        guard let text = query[name], !text.isEmpty else { return nil }
        guard TimeBound(text) != nil else {
            throw .syntax("\(name) is no period of SDMX: \(text.prefix(40))")
        }
        return text
    }

    func moment(_ name: String) throws(ServiceError) -> Moment? {
        guard let text = query[name], !text.isEmpty else { return nil }
        guard let moment = Moment(written: text) else {
            throw .syntax("Write \(name) as 2026-11-23T12:00:00Z.")
        }
        return moment
    }

    private func count(_ name: String) throws(ServiceError) -> Int? {
        guard let text = query[name] else { return nil }
        guard let number = Int(text), number > 0 else {
            throw .syntax("\(name) is a whole number above zero.")
        }
        return number
    }

    func isTrue(_ name: String) throws(ServiceError) -> Bool {
        switch query[name]?.lowercased() {
        case nil, "false", "0": return false
        case "true", "1": return true
        default: throw .syntax("\(name) is true or false.")
        }
    }

    private func olderDetail() throws(ServiceError) -> DataDetail {
        switch query["detail"] ?? "full" {
        case "full": return DataDetail()
        case "dataonly": return DataDetail(attributes: [.none])
        case "serieskeysonly":
            return DataDetail(attributes: [.none], hasMeasure: false, hasObservations: false)
        case "nodata": return DataDetail(hasMeasure: false, hasObservations: false)
        default: throw .syntax("detail is full, dataonly, serieskeysonly or nodata.")
        }
    }

    private func newerDetail() throws(ServiceError) -> DataDetail {
        var detail = DataDetail()
        if let text = query["attributes"], !text.isEmpty {
            detail.attributes = text.split(separator: ",").map {
                DataParameters.attributes(String($0))
            }
        }
        switch query["measures"] ?? "all" {
        case "all", "", valueID: break
        case "none": detail.hasMeasure = false
        default: throw .meaning("The only measure is \(valueID).")
        }
        // Neither measures nor attributes: the keys are what is asked for.
        if !detail.hasMeasure, detail.attributes == [.none] { detail.hasObservations = false }
        return detail
    }

    private static func attributes(_ text: String) -> DataDetail.Attributes {
        switch text {
        case "all", "dsd": .all
        case "none", "msd": .none
        case "dataset": .dataSet
        case "series": .series
        case "obs": .observation
        default: .named([text])
        }
    }
}

/// The identifiers that every structure here has.
let timeID = "TIME_PERIOD"
let valueID = "OBS_VALUE"

private let known = [
    "updatedAfter", "firstNObservations", "lastNObservations", "dimensionAtObservation",
    "includeHistory", "vintage", "lang",
]
private let knownOlder = ["startPeriod", "endPeriod", "detail"]
private let knownNewer = ["attributes", "measures", "asOf"]
/// Of the standard, and not here.
private let notBuilt = ["offset", "limit", "sort", "reportingYearStartDay", "explicitMeasure"]
private let vintageMax = 200
