/// A note that its keeper attached to a thing; programs agree among themselves what it means.
public struct Annotation: Equatable, Sendable {
    public var id: String?
    public var title: String?
    public var type: String?
    public var value: String?
    public var urls: [String] = []
    public var texts: LocalTexts = [:]

    public init() {}
}

/// What every artefact has that an agency maintains.
public struct Maintained: Equatable, Sendable {
    public var kind: ArtefactKind
    public var reference: ArtefactReference
    /// As written, or nil where the message has none; `SDMXURN(kind, reference)` makes one.
    public var urn: String?
    public var names: LocalTexts = [:]
    public var descriptions: LocalTexts = [:]
    public var annotations: [Annotation] = []
    /// 2.1 says it; 3.0 says it by a version without suffix.
    public var isFinal: Bool?
    /// Only its name stands here; the whole is elsewhere.
    public var isExternal: Bool?
    /// Only what was asked for stands here.
    public var isPartial: Bool?
    public var validFrom: String?
    public var validTo: String?
    public var structureURL: String?
    public var serviceURL: String?

    public init(_ kind: ArtefactKind, _ reference: ArtefactReference, names: LocalTexts = [:]) {
        self.kind = kind
        self.reference = reference
        self.names = names
    }
}
