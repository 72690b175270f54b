import Kernel

/// A query for data, as both generations of the standard mean it.
struct DataQuestion: Equatable, Sendable {
    var flow = FlowQuery()
    /// As written: what it means is known with the structure.
    var key = "*"
    var filters: [ComponentFilter] = []
    var updatedAfter: Moment?
    var firstN: Int?
    var lastN: Int?
    var detail = DataDetail()
    /// `TIME_PERIOD`, `AllDimensions`, or a dimension.
    var dimensionAtObservation = "TIME_PERIOD"
    var includesHistory = false
    /// The data as they were known then (3.0).
    var asOf: Moment?
    /// A state of the data by the name that its source gave it; of this service.
    var vintage: String?

    /// Whether the answer can never change: a state that is named, or that lies in the past.
    func isImmutable(at now: Moment) -> Bool {
        if includesHistory || updatedAfter != nil { return false }
        return vintage != nil || asOf.map { $0 < now } ?? false
    }
}

/// How much of what matches is sent.
struct DataDetail: Equatable, Sendable {
    enum Attributes: Equatable, Sendable {
        case all
        case none
        /// Of the data set.
        case dataSet
        case series
        case observation
        case named(Set<String>)
    }

    var attributes: [Attributes] = [.all]
    var hasMeasure = true
    /// Whether observations are sent at all; without, the keys of the series alone.
    var hasObservations = true

    func has(_ attribute: String, of level: Attributes) -> Bool {
        attributes.contains { wish in
            switch wish {
            case .all: true
            case .none: false
            case .named(let names): names.contains(attribute)
            default: wish == level
            }
        }
    }
}
