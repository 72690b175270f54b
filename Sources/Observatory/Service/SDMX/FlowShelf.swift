import SDMX
import Storage

/// All series that are offered, with the references under which they are.
struct FlowShelf: Sendable {
    struct Place: Sendable {
        let series: Series
        let reference: ArtefactReference
        /// What its structure is called, and what its lists and concepts have in their names: one for each flow.
        let name: String
    }

    let places: [Place]

    /// In the order of their keys: of two series that name one flow, the first has it.
    static func load(in db: Reader) throws -> FlowShelf {
        let all = try db.all("SELECT * FROM series WHERE state <> 0 ORDER BY key").map(Series.init)
        return FlowShelf(all)
    }

    init(_ all: [Series]) {
        let plain = all.map { series in
            ArtefactReference(series.dataflow).flatMap { $0.isServable ? $0.versioned : nil }
        }
        // What a source or the room names goes first; the rest finds names beside.
        var taken = Set<ArtefactReference>()
        let named = plain.map { $0.flatMap { taken.insert($0).inserted ? $0 : nil } }
        let references = zip(all, named).map { series, reference in
            reference ?? FlowShelf.free(Identifiers.name(series.key), &taken)
        }
        let names = Identifiers.unique(references.map(\.structureName)) { $0 }
        places = zip(all, zip(references, names)).map { series, one in
            Place(series: series, reference: one.0, name: one.1)
        }
    }

    private static func free(
        _ name: String, _ taken: inout Set<ArtefactReference>
    ) -> ArtefactReference {
        var own = ArtefactReference(agency: ourAgency, id: name, version: ourVersion)
        var number = 2
        while !taken.insert(own).inserted {
            own.id = "\(name)_\(number)"
            number += 1
        }
        return own
    }

    func matching(_ query: FlowQuery) -> [Place] {
        places.filter {
            query.matches(
                agency: $0.reference.agency, id: $0.reference.id,
                version: $0.reference.version ?? ourVersion)
        }
    }

    func place(of key: String) -> Place? { places.first { $0.series.key == key } }
}

extension FlowShelf.Place {
    func flow(in db: Reader) throws -> ServedFlow {
        ServedFlow(self, dimensions: try series.dimensions(in: db))
    }
}

extension ArtefactReference {
    /// Whether it can stand in an address and in a message.
    fileprivate var isServable: Bool {
        isIdentifier(id) && isIdentifier(agency.filter { $0 != "." })
    }

    /// The flow of another has our structure, with its agency's name before it.
    fileprivate var structureName: String {
        agency == ourAgency ? id : Identifiers.name(agency) + "_" + id
    }

    fileprivate var versioned: ArtefactReference {
        ArtefactReference(agency: agency, id: id, version: version ?? ourVersion)
    }
}

/// Who maintains what is made here: structures, lists and concepts, also of flows that are another's.
let ourAgency = "CAIS"
let ourVersion = "1.0"
