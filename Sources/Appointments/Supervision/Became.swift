import Kernel
import Storage

/// What became of a household whose visit a closure ended.
enum Became: Sendable {
    case visit(Visit)
    case held(until: Moment)
    case waits
    case nothing

    init(of ended: Visit, at now: Moment, in db: Reader) throws {
        let later = try Visit.of([ended.caseID], in: db).first {
            $0.id > ended.id && $0.state != .cancelled
        }
        if let later {
            self = .visit(later)
            return
        }
        switch try Standing(of: ended.caseID, at: now, in: db) {
        case .held(let offer): self = .held(until: offer.until)
        case .waits: self = .waits
        case .none: self = .nothing
        }
    }
}
