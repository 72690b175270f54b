import Synchronization

/// A 64-bit identifier of one kind of thing: time-ordered, made by the application.
///
/// 41 bits of milliseconds since 2020 and 22 bits that a process counts from a random start: one process
/// makes four million in a millisecond without a repetition, and two nodes meet with odds of four million
/// to one (a UNIQUE constraint catches the rest).
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
        ID(at: now, random: identifierCount.wrappingAdd(1, ordering: .relaxed).newValue)
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
