/// A name of the document at hand, compared by its address: the parser keeps each name once.
public struct XMLName: Hashable {
    @usableFromInline let pointer: UnsafePointer<UInt8>?

    @usableFromInline init(pointer: UnsafePointer<UInt8>?) { self.pointer = pointer }

    @inlinable public static func == (left: XMLName, right: XMLName) -> Bool {
        left.pointer == right.pointer
    }

    /// To be asked while the document is read.
    public var text: String { pointer.map { String(cString: $0) } ?? "" }

    /// The bytes of the name, to be looked at while the document is read.
    public var bytes: UnsafeBufferPointer<UInt8> {
        var count = 0
        while let pointer, pointer[count] != 0 { count += 1 }
        return UnsafeBufferPointer(start: pointer, count: count)
    }
}

/// The start of an element, while its handler is called; to be kept are only names and copies.
public struct XMLStart: ~Copyable {
    /// Without prefix.
    public let name: XMLName
    @usableFromInline let namespacePointer: UnsafePointer<UInt8>?
    /// How many attributes there are, without namespace declarations.
    public let count: Int
    /// Five addresses each: name, prefix, namespace, the value's first byte and the one behind its last.
    @usableFromInline let attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?

    init(
        name: XMLName, namespacePointer: UnsafePointer<UInt8>?, count: Int,
        attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
    ) {
        self.name = name
        self.namespacePointer = namespacePointer
        self.count = attributes == nil ? 0 : count
        self.attributes = attributes
    }

    public var namespace: String? { namespacePointer.map { String(cString: $0) } }

    @inlinable public func name(_ position: Int) -> XMLName {
        XMLName(pointer: field(position, 0))
    }

    /// Whether the attribute has a prefix, such as `xsi:type`.
    @inlinable public func isQualified(_ position: Int) -> Bool { field(position, 2) != nil }

    public func namespace(_ position: Int) -> String? {
        field(position, 2).map { String(cString: $0) }
    }

    /// The value's bytes in UTF-8, with references resolved.
    @inlinable public func value(_ position: Int) -> UnsafeBufferPointer<UInt8> {
        guard let first = field(position, 3), let end = field(position, 4) else {
            return UnsafeBufferPointer(start: nil, count: 0)
        }
        return UnsafeBufferPointer(start: first, count: end - first)
    }

    /// The value of the attribute of this name, of any namespace.
    @inlinable public func value(of name: XMLName) -> UnsafeBufferPointer<UInt8>? {
        for position in 0..<count where self.name(position) == name { return value(position) }
        return nil
    }

    public func text(of name: XMLName) -> String? {
        value(of: name).map { String(decoding: $0, as: UTF8.self) }
    }

    @inlinable func field(_ position: Int, _ part: Int) -> UnsafePointer<UInt8>? {
        guard let attributes, position >= 0, position < count else { return nil }
        return attributes[position * 5 + part]
    }
}
