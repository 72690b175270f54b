import Formats

/// Names and values as bytes, one after the other: most observations repeat those of the one before, and then no String is made.
struct MLPairs: Equatable {
    private var bytes: [UInt8] = []

    var isEmpty: Bool { bytes.isEmpty }
    var count: Int { bytes.count }

    /// No byte of XML is zero, so that zero can part them.
    mutating func add(_ name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>) {
        bytes.append(contentsOf: name)
        bytes.append(0)
        bytes.append(contentsOf: value)
        bytes.append(0)
    }

    mutating func clear() { bytes.removeAll(keepingCapacity: true) }

    var all: [(name: String, value: String)] {
        let parts = bytes.split(separator: 0, omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
        return stride(from: 0, to: parts.count - 1, by: 2).map { (parts[$0], parts[$0 + 1]) }
    }
}

/// What an XML attribute of a structure-specific message is.
enum MLRole {
    case dimension(Int)
    case period
    case value
    case status
    case flag
    case confidentiality
    case attribute
}

/// The roles of the attributes of one kind of element, by their place in it, for they mostly come in one order.
struct MLColumns {
    private var columns: [(name: XMLName, role: MLRole)] = []
    private var others: [XMLName: MLRole] = [:]

    /// An element with more than this is looked up by name.
    private static let columnsMax = 64

    @inline(__always)
    func role(_ position: Int, _ name: XMLName) -> MLRole? {
        if position < columns.count, columns[position].name == name {
            return columns[position].role
        }
        return others[name]
    }

    mutating func keep(_ position: Int, _ name: XMLName, _ role: MLRole) {
        if position == columns.count, position < MLColumns.columnsMax {
            columns.append((name, role))
        }
        others[name] = role
    }

    mutating func forget() {
        columns.removeAll(keepingCapacity: true)
        others.removeAll(keepingCapacity: true)
    }
}
