/// One artefact of a structure message.
public enum StructureArtefact: Equatable, Sendable {
    case items(ItemScheme)
    case dataStructure(DataStructure)
    case metadataStructure(MetadataStructure)
    case flow(Flow)
    case constraint(Constraint)
    case categorisation(Categorisation)
    case hierarchy(HierarchicalCodelist)
    /// Named and counted; what is within is not carried over (maps, processes).
    case named(Maintained)

    public var kind: ArtefactKind { about.kind }
}

/// Puts a thing under a category.
public struct Categorisation: Equatable, Sendable {
    public var about: Maintained
    /// The URN of the thing.
    public var source: String
    /// The URN of the category.
    public var target: String

    public init(_ about: Maintained, source: String, target: String) {
        self.about = about
        self.source = source
        self.target = target
    }
}

/// Codes of several lists in trees: 2.1's hierarchical code list with its hierarchies, or one hierarchy of 3.0.
public struct HierarchicalCodelist: Equatable, Sendable {
    public var about: Maintained
    public var hierarchies: [CodeTree]
    /// The lists whose codes are used, by their alias (2.1).
    public var included: [String: ArtefactReference] = [:]

    public init(_ about: Maintained, hierarchies: [CodeTree] = []) {
        self.about = about
        self.hierarchies = hierarchies
    }
}

/// One tree of codes.
public struct CodeTree: Equatable, Sendable {
    public var id: String
    public var urn: String?
    public var names: LocalTexts = [:]
    public var descriptions: LocalTexts = [:]
    public var annotations: [Annotation] = []
    /// Levels are formal: each code says on which it stands.
    public var hasFormalLevels: Bool?
    public var levels: [Item] = []
    public var codes: [TreeCode] = []

    public init(_ id: String) { self.id = id }

    /// Codes on all levels.
    public var count: Int { codes.map(\.count).reduce(0, +) }
}

/// A place in a tree, with those below it.
public struct TreeCode: Equatable, Sendable {
    public var id: String
    public var urn: String?
    /// The code that stands here, as a URN, or `alias:code` where lists have an alias (2.1).
    public var code: String
    public var level: String?
    public var validFrom: String?
    public var validTo: String?
    public var children: [TreeCode] = []

    public init(_ id: String, code: String) {
        self.id = id
        self.code = code
    }

    var count: Int { 1 + children.map(\.count).reduce(0, +) }
}
