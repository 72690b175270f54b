import Kernel
import SDMX
import Storage

/// A series as programs are offered it: one dataflow, with identifiers of SDMX for what the room calls otherwise.
struct ServedFlow: Sendable {
    let series: Series
    let reference: ArtefactReference
    /// What its structure is called, and what stands in the names of its lists.
    let name: String
    /// The frequency first.
    let dimensions: [ServedDimension]

    var names: LocalTexts { ["en": series.titleEn, "pt": series.titlePt] }

    init(_ place: FlowShelf.Place, dimensions: [SeriesDimension]) {
        series = place.series
        reference = place.reference
        name = place.name
        let names = Identifiers.unique(dimensions.map(\.id), taken: reservedNames) { name in
            Identifiers.name(name)
        }
        // A source that has a frequency keeps its own; unique() would have renamed it.
        let given = zip(dimensions, names).map { dimension, name in
            ServedDimension(
                dimension, id: dimension.id.uppercased() == frequencyID ? frequencyID : name)
        }
        let own = given.first { $0.id == frequencyID } ?? .frequency(of: series)
        self.dimensions = [own] + given.filter { $0.id != frequencyID }
    }

    /// The key of a line, in the order of the dimensions.
    func key(_ line: Dimensions) -> [String] { dimensions.map { $0.id(in: line) } }

    func position(of id: String) -> Int? { dimensions.firstIndex { $0.id == id } }
}

/// A dimension with its codes, as SDMX names them.
struct ServedDimension: Sendable {
    let id: String
    /// The room's name for it; nil for a frequency that no source names.
    let source: String?
    let names: LocalTexts
    let role: SeriesDimension.Role
    let codes: [ServedCode]
    private let ids: [String: String]

    init(_ dimension: SeriesDimension, id: String) {
        self.id = id
        source = dimension.id
        role = dimension.role
        names = ["en": dimension.titleEn, "pt": dimension.titlePt]
        let found = Identifiers.unique(dimension.codes.map(\.code), by: Identifiers.code)
        let ids = Dictionary(
            zip(dimension.codes.map(\.code), found), uniquingKeysWith: { first, _ in first })
        self.ids = ids
        let listed = zip(dimension.codes, found).map { code, id in
            ServedCode(
                id: id, code: code.code, names: ["en": code.labelEn, "pt": code.labelPt],
                parent: code.parent.flatMap { ids[$0] }, isAggregate: code.isAggregate)
        }
        codes = listed.contains { $0.id == notApplicable } ? listed : listed + [.notApplicable]
    }

    private init(id: String, source: String?, names: LocalTexts, codes: [ServedCode]) {
        (self.id, self.source, self.names, self.codes) = (id, source, names, codes)
        role = .other
        ids = [:]
    }

    /// The code of a line; `_Z` where the line has none.
    func id(in line: Dimensions) -> String {
        guard let source else { return codes.first?.id ?? notApplicable }
        return line[source].map { ids[$0] ?? Identifiers.code($0) } ?? notApplicable
    }

    /// The room's codes for some of SDMX.
    func sources(of wanted: Set<String>) -> Set<String> {
        Set(codes.filter { wanted.contains($0.id) }.map(\.code))
    }

    static func frequency(of series: Series) -> ServedDimension {
        let code = frequencyCode(series.frequency)
        return ServedDimension(
            id: frequencyID, source: nil, names: ["en": "Frequency", "pt": "Frequência"],
            codes: CommonLists.frequencies.filter { $0.id == code })
    }
}

/// A code with its identifier and words.
struct ServedCode: Sendable, Equatable {
    let id: String
    /// As the room has it.
    let code: String
    let names: LocalTexts
    var parent: String?
    /// It overlaps with others, and is never added to them.
    var isAggregate = false

    init(
        id: String, code: String? = nil, names: LocalTexts, parent: String? = nil,
        isAggregate: Bool = false
    ) {
        self.id = id
        self.code = code ?? id
        self.names = names
        self.parent = parent
        self.isAggregate = isAggregate
    }

    static let notApplicable = ServedCode(
        id: "_Z", names: ["en": "Not applicable", "pt": "Não aplicável"])
}

/// The code of CL_FREQ for the room's word.
func frequencyCode(_ word: String) -> String {
    switch word {
    case "annual": "A"
    case "half-yearly", "semi-annual": "S"
    case "quarterly": "Q"
    case "monthly": "M"
    case "weekly": "W"
    case "daily": "D"
    default: "_O"
    }
}

let frequencyID = "FREQ"
/// SDMX's word for a code where a dimension says nothing.
let notApplicable = "_Z"
private let reservedNames: Set<String> = [
    frequencyID, timeID, valueID, "OBS_STATUS", "CONF_STATUS", "OBS_FLAGS", "COMMENT_OBS",
    "UNIT_MEASURE", "VINTAGE",
]
