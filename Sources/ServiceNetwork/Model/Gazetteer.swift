import Kernel

/// The municipalities as people write them: each name folded once, each with its district where two are named alike.
struct Gazetteer: Sendable {
    private struct Entry: Sendable {
        let municipality: Municipality
        let label: String
        let name: String
        let full: String
    }

    private let entries: [Entry]

    init(_ all: [Municipality]) {
        let named = Dictionary(grouping: all, by: \.name)
        entries = all.map { municipality in
            let label = municipality.label(among: named[municipality.name] ?? [])
            return Entry(
                municipality: municipality, label: label, name: searchable(municipality.name),
                full: searchable(label))
        }
    }

    var labels: [String] { entries.map(\.label) }

    func label(_ municipality: Municipality) -> String {
        entries.first { $0.municipality.code == municipality.code }?.label ?? municipality.name
    }

    /// The municipality whose centre is nearest.
    func nearest(to point: Point) -> Municipality? {
        entries.compactMap { entry in
            entry.municipality.point.map { ($0.kilometres(to: point), entry.municipality) }
        }.min { $0.0 < $1.0 }?.1
    }

    /// Reads a code, a name in any case and without accents, or a name with its district in parentheses.
    func read(_ typed: String) -> MunicipalityAnswer {
        let wanted = searchable(typed)
        if wanted.isEmpty { return .nothingTyped }
        let exact = entries.filter { $0.municipality.code.text == wanted || $0.full == wanted }
        if exact.count == 1 { return .one(exact[0].municipality) }
        let named = entries.filter { $0.name == wanted }
        if named.count > 1 { return .several(named.map(\.municipality)) }
        let begun = entries.filter { $0.name.hasPrefix(wanted) }
        if begun.count == 1 { return .one(begun[0].municipality) }
        return begun.isEmpty
            ? .unknown : .several(begun.prefix(suggestionsMax).map(\.municipality))
    }
}

/// What came of a typed municipality.
enum MunicipalityAnswer: Sendable, Equatable {
    case nothingTyped
    case one(Municipality)
    /// Several have this name, or begin with it.
    case several([Municipality])
    case unknown
}

/// More than this many names is a list to read, not a help.
private let suggestionsMax = 8
