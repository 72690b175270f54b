public import Kernel

/// What a column can hold, on both engines.
public enum Value: Hashable, Sendable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case bytes([UInt8])
}

/// A type that goes into a column and comes back from it.
public protocol Storable: Sendable {
    var stored: Value { get }
    /// Nil where the column holds something else.
    init?(stored: Value)
}

extension Int64: Storable {
    public var stored: Value { .integer(self) }
    @inlinable
    public init?(stored: Value) {
        guard case .integer(let value) = stored else { return nil }
        self = value
    }
}

extension Int: Storable {
    public var stored: Value { .integer(Int64(self)) }
    @inlinable
    public init?(stored: Value) {
        guard case .integer(let value) = stored else { return nil }
        self = Int(value)
    }
}

extension Bool: Storable {
    public var stored: Value { .integer(self ? 1 : 0) }
    public init?(stored: Value) {
        guard case .integer(let value) = stored else { return nil }
        self = value != 0
    }
}

extension Double: Storable {
    public var stored: Value { .real(self) }
    public init?(stored: Value) {
        switch stored {
        case .real(let value): self = value
        case .integer(let value): self = Double(value)
        case .null, .text, .bytes: return nil
        }
    }
}

extension String: Storable {
    public var stored: Value { .text(self) }
    @inlinable
    public init?(stored: Value) {
        guard case .text(let value) = stored else { return nil }
        self = value
    }
}

extension String {
    /// PostgreSQL's text holds no zero byte, so neither engine is given one.
    var withoutZero: String {
        utf8.contains(0) ? String(decoding: utf8.filter { $0 != 0 }, as: UTF8.self) : self
    }
}

extension [UInt8]: Storable {
    public var stored: Value { .bytes(self) }
    public init?(stored: Value) {
        guard case .bytes(let value) = stored else { return nil }
        self = value
    }
}

extension Optional: Storable where Wrapped: Storable {
    public var stored: Value { self?.stored ?? .null }
    public init?(stored: Value) {
        if case .null = stored {
            self = .none
        } else {
            guard let value = Wrapped(stored: stored) else { return nil }
            self = .some(value)
        }
    }
}

/// Enums with a raw value are stored as it.
extension Storable where Self: RawRepresentable, RawValue: Storable {
    public var stored: Value { rawValue.stored }
    public init?(stored: Value) {
        guard let raw = RawValue(stored: stored) else { return nil }
        self.init(rawValue: raw)
    }
}

extension ID: Storable {
    public var stored: Value { .integer(value) }
    public init?(stored: Value) {
        guard case .integer(let value) = stored else { return nil }
        self.init(value)
    }
}

extension Moment: Storable {
    public var stored: Value { .integer(microseconds) }
    public init?(stored: Value) {
        guard case .integer(let value) = stored else { return nil }
        self.init(microseconds: value)
    }
}

extension Day: Storable {
    public var stored: Value { .integer(Int64(number)) }
    public init?(stored: Value) {
        guard case .integer(let value) = stored else { return nil }
        self.init(number: Int32(truncatingIfNeeded: value))
    }
}

extension Reference: Storable {
    public var stored: Value { .text(text) }
    public init?(stored: Value) {
        guard case .text(let value) = stored else { return nil }
        self.init(value)
    }
}

extension PlaceCode: Storable {
    public var stored: Value { .text(text) }
    public init?(stored: Value) {
        guard case .text(let value) = stored else { return nil }
        self.init(value)
    }
}

extension FigureKey: Storable {
    public var stored: Value { .text(text) }
    public init?(stored: Value) {
        guard case .text(let value) = stored else { return nil }
        self.init(value)
    }
}

extension Role: Storable {}
extension Purpose: Storable {}
