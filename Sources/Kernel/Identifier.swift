import Synchronization

/// A 64-bit identifier of one kind of thing: time-ordered, made by the application.
///
/// 41 bits of milliseconds since 2020 and 22 bits that a process counts, from a place that a key of the process draws
/// anew for each millisecond: one process makes four million in a millisecond without a repetition and in order, two
/// nodes meet with odds of four million to one (a UNIQUE constraint catches the rest), and whoever sees two
/// identifiers of their own learns nothing of how many were made between them.
public struct ID<Thing>: Hashable, Comparable, Sendable {
    public let value: Int64

    public init(_ value: Int64) {
        self.value = value
    }

    /// Makes an identifier for something that begins at `now`.
    public init(at now: Moment, random: UInt64) {
        let milliseconds = max(0, now.microseconds / 1_000 - idEpochMilliseconds)
        value = milliseconds << 22 | Int64(random & 0x3F_FFFF)
    }

    /// Makes an identifier that this process has not made before.
    public static func new(at now: Moment) -> ID {
        let count = identifierCount.wrappingAdd(1, ordering: .relaxed).newValue
        let start = identifierVeil.code(UInt64(bitPattern: now.microseconds / 1_000))
        return ID(at: now, random: count &+ start)
    }

    public init?(_ text: String) {
        guard let value = Int64(text), value > 0 else { return nil }
        self.value = value
    }

    public static func < (left: ID, right: ID) -> Bool { left.value < right.value }
}

extension ID: CustomStringConvertible {
    public var description: String { String(value) }
}

extension ID: Codable {
    public init(from decoder: any Decoder) throws {
        value = try decoder.singleValueContainer().decode(Int64.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}

/// Shared by all kinds of thing, so that no two kinds share a number either.
private let identifierCount = Atomic<UInt64>(UInt64.random(in: .min ... .max))

/// Drawn when the process begins, and kept nowhere.
private let identifierVeil = KeyedCode(
    UInt64.random(in: .min ... .max), UInt64.random(in: .min ... .max))

/// SipHash-2-4 of one word (Aumasson and Bernstein, 2012): without the key nobody tells its codes from chance.
struct KeyedCode: Sendable {
    private let first: UInt64
    private let second: UInt64

    init(_ first: UInt64, _ second: UInt64) {
        self.first = first
        self.second = second
    }

    func code(_ word: UInt64) -> UInt64 {
        var state = State(first, second)
        // The word, and the length of eight bytes that ends it.
        for block in [word, 8 << 56] {
            state.c ^= block
            for _ in 0..<2 { state.turn() }
            state.a ^= block
        }
        state.d ^= 0xff
        for _ in 0..<4 { state.turn() }
        return state.a ^ state.b ^ state.d ^ state.c
    }

    private struct State {
        var a, b, c, d: UInt64

        init(_ first: UInt64, _ second: UInt64) {
            a = first ^ 0x736f_6d65_7073_6575
            b = second ^ 0x646f_7261_6e64_6f6d
            d = first ^ 0x6c79_6765_6e65_7261
            c = second ^ 0x7465_6462_7974_6573
        }

        mutating func turn() {
            a &+= b
            b = turned(b, 13) ^ a
            a = turned(a, 32)
            d &+= c
            c = turned(c, 16) ^ d
            a &+= c
            c = turned(c, 21) ^ a
            d &+= b
            b = turned(b, 17) ^ d
            d = turned(d, 32)
        }

        private func turned(_ word: UInt64, _ bits: UInt64) -> UInt64 {
            word &<< bits | word &>> (64 - bits)
        }
    }
}

/// 2020-01-01T00:00:00Z in milliseconds since 1970.
private let idEpochMilliseconds: Int64 = 1_577_836_800_000

/// The things that several rooms name; each room's own things stay in the room.
public enum AccountThing {}
public enum PersonThing {}
public enum CaseThing {}
public enum OrganisationThing {}
public enum LocationThing {}
public enum MeasureThing {}

public typealias AccountID = ID<AccountThing>
public typealias PersonID = ID<PersonThing>
public typealias CaseID = ID<CaseThing>
public typealias OrganisationID = ID<OrganisationThing>
public typealias LocationID = ID<LocationThing>
public typealias MeasureID = ID<MeasureThing>
