import Cases
import Formats
import Kernel

/// What became of one contract in one run.
struct FlowMove: Sendable {
    enum Outcome: Sendable, Equatable {
        case moved(Int)
        case nothingNew
        case refused(FlowRefusal)
        /// Another host holds the key of these: no fault of this one.
        case notOpen([Compartment])
        case nothingOffered(Compartment)
        case nobodyReceives(Compartment)
        case failed(String)
    }

    let flow: Flow
    let outcome: Outcome

    /// Whether everything is as the contract wants it: an example and another body's host are no fault.
    var isGood: Bool {
        switch outcome {
        case .moved, .nothingNew, .notOpen, .refused(.example): true
        case .refused, .nothingOffered, .nobodyReceives, .failed: false
        }
    }

    /// A word for programs.
    var code: String {
        switch outcome {
        case .moved: "moved"
        case .nothingNew: "nothing-new"
        case .refused(.example): "example"
        case .refused(.expired): "expired"
        case .refused(.unknownField): "unknown-field"
        case .notOpen: "not-open"
        case .nothingOffered: "nothing-offered"
        case .nobodyReceives: "nobody-receives"
        case .failed: "failed"
        }
    }

    var words: String {
        switch outcome {
        case .moved(let rows): "\(rows) rows moved from \(flow.from) to \(flow.to)"
        case .nothingNew: "nothing new"
        case .refused(.example): "a design example: nothing moves until a legal basis stands in it"
        case .refused(.expired(let day)): "expired on \(day): nothing moved"
        case .refused(.unknownField(let field)):
            "names the field '\(field)', which \(flow.from) does not offer: nothing moved"
        case .notOpen(let closed):
            "not open on this host: \(closed.map(\.name).joined(separator: ", "))"
        case .nothingOffered(let compartment): "\(compartment) offers nothing to contracts"
        case .nobodyReceives(let compartment): "nobody receives in \(compartment)"
        case .failed(let why): "failed, and is tried again with the next run: \(why)"
        }
    }

    var rows: Int {
        if case .moved(let rows) = outcome { rows } else { 0 }
    }

    var json: JSON {
        [
            "flow": .string(flow.name), "version": .int(flow.version), "outcome": .string(code),
            "rows": .int(rows), "words": .string(words),
        ]
    }
}
