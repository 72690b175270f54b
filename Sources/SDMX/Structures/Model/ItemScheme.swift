/// One thing of a list: a code, a concept, a category, an agency, a transformation.
public struct Item: Equatable, Sendable {
    public var id: String
    public var urn: String?
    public var names: LocalTexts = [:]
    public var descriptions: LocalTexts = [:]
    public var annotations: [Annotation] = []
    /// The item above it, by its identifier; for categories the path from the top, parted by dots.
    public var parent: String?
    /// What a concept says of its values, where it says it.
    public var representation: Representation?
    public var contacts: [Contact] = []
    /// What else the kind of item has, by the name that the standard gives it: `Expression` of a transformation,
    /// `value` of a geographic code.
    public var details: [String: String] = [:]

    public init(_ id: String, names: LocalTexts = [:], parent: String? = nil) {
        self.id = id
        self.names = names
        self.parent = parent
    }
}

/// Whom to ask in an organisation.
public struct Contact: Equatable, Sendable {
    public var id: String?
    public var names: LocalTexts = [:]
    public var departments: LocalTexts = [:]
    public var roles: LocalTexts = [:]
    /// `Email`, `Telephone`, `Fax`, `URI`, `X400` in the order in which they are written.
    public var ways: [Way] = []

    /// One way to reach them.
    public struct Way: Equatable, Sendable {
        public var kind: String
        public var value: String

        public init(kind: String, value: String) {
            self.kind = kind
            self.value = value
        }
    }

    public init() {}
}

/// A list of items: code lists, concept schemes, categories, organisations and the schemes of VTL.
public struct ItemScheme: Equatable, Sendable {
    public var about: Maintained
    public var items: [Item]
    /// Other lists whose codes belong to this one (3.0).
    public var extensions: [CodelistExtension] = []
    public var details: [String: String] = [:]

    public init(_ about: Maintained, items: [Item] = []) {
        self.about = about
        self.items = items
    }

    public var reference: ArtefactReference { about.reference }
    public var names: LocalTexts { about.names }
    public var codes: [Code] { items }
    public var concepts: [Concept] { items }
}

public typealias Codelist = ItemScheme
public typealias Code = Item
public typealias ConceptScheme = ItemScheme
public typealias Concept = Item

/// Codes that a list takes from another one.
public struct CodelistExtension: Equatable, Sendable {
    public var codelist: ArtefactReference
    /// Stands before each code that is taken.
    public var prefix: String?
    /// Which codes; nil for all.
    public var selection: CodeSelection?

    public init(codelist: ArtefactReference, prefix: String? = nil) {
        self.codelist = codelist
        self.prefix = prefix
    }
}

/// The codes that are taken, or all but those.
public struct CodeSelection: Equatable, Sendable {
    public var isInclusive: Bool
    public var members: [MemberValue]

    public init(isInclusive: Bool, members: [MemberValue]) {
        self.isInclusive = isInclusive
        self.members = members
    }
}

/// A code that is chosen, perhaps with those below it.
public struct MemberValue: Equatable, Sendable {
    /// `%` at its end stands for any.
    public var value: String
    public var cascade: Cascade
    public var validFrom: String?
    public var validTo: String?

    /// Whether codes below count as chosen.
    public enum Cascade: String, Sendable {
        case none = "false"
        case below = "true"
        case belowOnly = "excluderoot"
    }

    public init(_ value: String, cascade: Cascade = .none) {
        self.value = value
        self.cascade = cascade
    }
}
