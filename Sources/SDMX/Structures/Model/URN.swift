/// The identity of what stands within an artefact: a concept of a scheme, a code of a list.
public struct ItemReference: Hashable, Sendable {
    public var scheme: ArtefactReference
    /// Levels are parted by dots where items stand within items.
    public var item: String

    public init(scheme: ArtefactReference, item: String) {
        self.scheme = scheme
        self.item = item
    }
}

/// `urn:sdmx:org.sdmx.infomodel.codelist.Code=ECB:CL_FREQ(1.0).A`, taken apart.
public struct SDMXURN: Hashable, Sendable {
    public var package: String
    public var className: String
    public var reference: ArtefactReference
    public var item: String?

    public init(
        package: String, className: String, reference: ArtefactReference, item: String? = nil
    ) {
        self.package = package
        self.className = className
        self.reference = reference
        self.item = item
    }

    public init(_ kind: ArtefactKind, _ reference: ArtefactReference) {
        self.init(package: kind.package, className: kind.urnClass, reference: reference)
    }

    public init(concept: ItemReference) {
        self.init(
            package: "conceptscheme", className: "Concept", reference: concept.scheme,
            item: concept.item)
    }

    public init?(_ text: String) {
        guard text.hasPrefix(SDMXURN.prefix), let equals = text.firstIndex(of: "=") else {
            return nil
        }
        let path = text[..<equals].dropFirst(SDMXURN.prefix.count).split(separator: ".")
        guard path.count == 2 else { return nil }
        var rest = text[text.index(after: equals)...]
        if let close = rest.firstRange(of: ").") {
            item = String(rest[close.upperBound...])
            rest = rest[..<rest.index(after: close.lowerBound)]
        } else {
            item = nil
        }
        guard let reference = ArtefactReference(String(rest)) else { return nil }
        self.reference = reference
        (package, className) = (String(path[0]), String(path[1]))
    }

    public var kind: ArtefactKind? { ArtefactKind(rawValue: className) }

    /// Where no version is named, the first: a URN has one.
    public var text: String {
        var whole = reference
        whole.version = whole.version ?? "1.0"
        let item = item.map { "." + $0 } ?? ""
        return "\(SDMXURN.prefix)\(package).\(className)=\(whole.text)\(item)"
    }

    private static let prefix = "urn:sdmx:org.sdmx.infomodel."
}

extension ArtefactReference {
    /// Reads `ESTAT:DEMO_GIND(1.0)`, without the version too, and a whole URN.
    public init?(_ text: String) {
        if text.hasPrefix("urn:") {
            guard let urn = SDMXURN(text) else { return nil }
            self = urn.reference
            return
        }
        guard let colon = text.firstIndex(of: ":") else { return nil }
        let rest = text[text.index(after: colon)...]
        var (id, version) = (rest, Substring?.none)
        if let open = rest.firstIndex(of: "(") {
            guard rest.last == ")" else { return nil }
            (id, version) = (rest[..<open], rest[rest.index(after: open)...].dropLast())
        }
        guard colon > text.startIndex, !id.isEmpty else { return nil }
        self.init(agency: String(text[..<colon]), id: String(id), version: version.map(String.init))
    }

    public var text: String { "\(agency):\(id)" + (version.map { "(\($0))" } ?? "") }

    /// Whether it means the other: a version that is not named is any, and `1.0` is meant by `1.0+`.
    public func means(_ other: ArtefactReference) -> Bool {
        guard agency == other.agency, id == other.id else { return false }
        guard let mine = version, let theirs = other.version, mine != theirs else { return true }
        return mine.contains("+") || theirs.contains("+") || mine.hasSuffix("*")
            || theirs.hasSuffix("*")
    }
}
