/// The names of a result's columns, shared by its rows.
public final class Columns: Sendable {
    public let names: [String]

    init(_ names: [String]) {
        self.names = names
    }
}

/// One row of a result.
public struct Row: Sendable {
    public let columns: Columns
    /// A part of the whole result's values, which its rows share.
    public let values: ArraySlice<Value>

    init(columns: Columns, values: ArraySlice<Value>) {
        self.columns = columns
        self.values = values
    }

    /// The value of a named column as the type that is asked for.
    public subscript<T: Storable>(_ name: String) -> T {
        get throws {
            guard let index = columns.names.firstIndex(of: name) else {
                throw StorageError.noColumn(name)
            }
            return try self[index]
        }
    }

    /// The value of a column by its place, for hot paths: inlined, so that each type gets code of its own.
    @inlinable
    public subscript<T: Storable>(_ index: Int) -> T {
        get throws {
            guard index < values.count, let value = T(stored: values[values.startIndex + index])
            else {
                let name = index < columns.names.count ? columns.names[index] : String(index)
                throw StorageError.wrongType(column: name, wanted: "\(T.self)")
            }
            return value
        }
    }
}

extension [Row] {
    /// The rows of a result whose values stand one after the other.
    init(columns: Columns, values: [Value]) {
        let width = columns.names.count
        self = stride(from: 0, to: width == 0 ? 0 : values.count, by: Swift.max(width, 1)).map {
            Row(columns: columns, values: values[$0..<$0 + width])
        }
    }
}
