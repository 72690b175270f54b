/// A database of its own with a key of its own; nothing crosses but a flow.
public struct Compartment: Hashable, Codable, Sendable, CustomStringConvertible {
    public let name: String

    /// A compartment's name is its folder and its key's name: lower-case letters only.
    public init?(_ name: String) {
        let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
        guard (1...32).contains(name.utf8.count), name.utf8.allSatisfy(letters.contains) else {
            return nil
        }
        self.name = name
    }

    private init(known name: String) {
        self.name = name
    }

    /// Cases of status, the network, appointments, plans.
    public static let general = Compartment(known: "general")
    /// Health access and help: no duty on status reaches it.
    public static let help = Compartment(known: "help")
    /// Complaints of discrimination.
    public static let equality = Compartment(known: "equality")
    /// Child protection.
    public static let protection = Compartment(known: "protection")

    public static let standard: [Compartment] = [.general, .help, .equality, .protection]

    /// Whether only ciphertext and keyed hashes may be stored.
    public var isSealed: Bool { self != .general }

    public var description: String { name }
}
