/// The items of a list, with how much and how deep they are: so no value grows beyond what can be
/// walked through, compared or thrown away.
public struct FEELList: Sendable, RandomAccessCollection, ExpressibleByArrayLiteral {
    public private(set) var items: [FEELValue]
    private(set) var size: Int32 = 1
    private(set) var depth: Int32 = 1

    public init(_ items: [FEELValue]) {
        self.items = items
        for item in items { count(item) }
    }

    public init(arrayLiteral elements: FEELValue...) { self.init(elements) }

    public var startIndex: Int { 0 }
    public var endIndex: Int { items.count }
    public subscript(index: Int) -> FEELValue { items[index] }
    public subscript(range: Range<Int>) -> ArraySlice<FEELValue> { items[range] }

    mutating func append(_ item: FEELValue) {
        items.append(item)
        count(item)
    }

    private mutating func count(_ item: FEELValue) {
        size = FEELValue.sum(size, item.size)
        depth = Swift.max(depth, item.depth + 1)
    }
}

/// How large values may become.
extension FEELValue {
    /// Lists in lists; each level takes a frame of the stack when a value is compared or freed.
    static let depthMax: Int32 = 400
    /// Values within a value, counted as often as they stand there; 16 bytes of a text are one.
    static let sizeMax: Int32 = 2_000_000

    var size: Int32 {
        switch self {
        case .string(let text): Int32(clamping: text.utf8.count / 16 + 1)
        case .list(let list): list.size
        case .context(let context): context.size
        case .function(let function): function.size
        case .range(let range): range.size
        default: 1
        }
    }

    var depth: Int32 {
        switch self {
        case .list(let list): list.depth
        case .context(let context): context.depth
        case .function(let function): function.depth
        case .range(let range): range.depth
        default: 0
        }
    }

    /// Stays at its end instead of overflowing.
    static func sum(_ left: Int32, _ right: Int32) -> Int32 {
        let (sum, overflow) = left.addingReportingOverflow(right)
        return overflow ? .max : sum
    }

    private var isBounded: Bool { size <= FEELValue.sizeMax && depth <= FEELValue.depthMax }

    /// A list; null where it would be too large or too deep.
    public static func list(_ items: [FEELValue]) -> FEELValue {
        let value = FEELValue.list(FEELList(items))
        return value.isBounded ? value : .null
    }

    /// A context; null where it would be too large or too deep.
    static func bounded(_ context: FEELContext) -> FEELValue {
        let value = FEELValue.context(context)
        return value.isBounded ? value : .null
    }

    static func bounded(_ value: FEELValue) -> FEELValue { value.isBounded ? value : .null }
}
