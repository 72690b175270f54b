import Kernel
import Storage

/// How the words of a path are sealed: each under its own number, so that none is put in the place of another.
enum PathSeal {
    private static let use = "network.path"

    static func close<Thing>(
        _ value: some Encodable, _ id: ID<Thing>, _ keys: Keys
    ) throws -> [UInt8] {
        try keys.seal(value: value, use: use, context: id.description)
    }

    static func open<T: Decodable, Thing>(
        _ sealed: [UInt8], _ id: ID<Thing>, _ keys: Keys
    ) throws -> T {
        try keys.open(value: sealed, use: use, context: id.description)
    }

    /// By which a body finds its steps.
    static func body(_ organisation: OrganisationID, _ keys: Keys) -> [UInt8] {
        keys.lookup(organisation.description, use: "network.path.body")
    }

    /// By which steps are counted.
    static func outcome(_ kind: PathKind, _ outcome: PathOutcome, _ keys: Keys) -> [UInt8] {
        keys.lookup("\(kind.rawValue) \(outcome.rawValue)", use: "network.path.outcome")
    }

    /// By which a path is found once, by whoever was given its code.
    static func code(_ code: Reference, _ keys: Keys) -> [UInt8] {
        keys.lookup(code.text, use: "network.path.code")
    }
}
