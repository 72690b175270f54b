/// What a data set is made of: dimensions, measures and attributes (DSD).
public struct DataStructure: Equatable, Sendable {
    public var about: Maintained
    /// In their order, without time.
    public var dimensions: [Component] = []
    public var timeDimension: Component?
    /// One in 2.1; none, one or many in 3.0.
    public var measures: [Component] = []
    public var attributes: [Component] = []
    public var groups: [Group] = []
    /// New components may come with a minor version (3.0).
    public var isEvolving: Bool?
    /// The metadata structure whose attributes may be used (3.0).
    public var metadata: ArtefactReference?

    public init(_ about: Maintained) { self.about = about }

    public var reference: ArtefactReference { about.reference }
    public var names: LocalTexts { about.names }

    /// False of a stub, which only names the structure.
    var hasComponents: Bool {
        timeDimension != nil || !dimensions.isEmpty || !measures.isEmpty || !attributes.isEmpty
    }

    public func component(_ id: String) -> Component? {
        dimensions.first { $0.id == id } ?? attributes.first { $0.id == id }
            ?? measures.first { $0.id == id } ?? timeDimension.flatMap { $0.id == id ? $0 : nil }
    }

    /// The attributes that hold for all observations of a series, where time stands at each observation.
    public var seriesAttributes: [Component] {
        attributes.filter {
            if case .dimensions(let named, _) = $0.attachment {
                return named.count >= dimensions.count
            }
            return false
        }
    }
}

/// A flow of data or of metadata, or who agreed to provide it.
public struct Flow: Equatable, Sendable {
    public var about: Maintained
    /// The structure of the flow; the flow of an agreement.
    public var structure: ArtefactReference?
    /// Who provides, of an agreement.
    public var provider: ItemReference?
    /// What metadata can be about, as URNs with `*` (3.0).
    public var targets: [String] = []

    public init(_ about: Maintained, structure: ArtefactReference? = nil) {
        self.about = about
        self.structure = structure
    }

    public var reference: ArtefactReference { about.reference }
    public var names: LocalTexts { about.names }
}

public typealias Dataflow = Flow

/// What reference metadata are made of (MSD): attributes that may stand within attributes.
public struct MetadataStructure: Equatable, Sendable {
    public var about: Maintained
    public var attributes: [MetadataAttribute] = []
    /// What reports can be about (2.1).
    public var targets: [MetadataTarget] = []
    /// Which attributes a kind of report has, and what it is about (2.1).
    public var reports: [Report] = []

    /// A part of a metadata structure of 2.1: some attributes about some targets.
    public struct Report: Equatable, Sendable {
        public var id: String
        public var targets: [String]
        public var attributes: [MetadataAttribute]

        public init(id: String, targets: [String], attributes: [MetadataAttribute]) {
            self.id = id
            self.targets = targets
            self.attributes = attributes
        }
    }

    public init(_ about: Maintained) { self.about = about }
}

/// One attribute of reference metadata, with those within it.
public struct MetadataAttribute: Equatable, Sendable {
    public var component: Component
    public var minOccurs: Int?
    public var maxOccurs: Int?
    /// It only holds others.
    public var isPresentational: Bool?
    public var children: [MetadataAttribute] = []

    public init(_ component: Component) { self.component = component }
}

/// What a report can be about (2.1), by the kinds of things that name it.
public struct MetadataTarget: Equatable, Sendable {
    public var id: String
    public var parts: [Part]

    /// A thing that names the target: an identifiable object, a data set, a key.
    public struct Part: Equatable, Sendable {
        /// The element that describes it: `IdentifiableObjectTarget`, `KeyDescriptorValuesTarget`.
        public var kind: String
        public var id: String
        public var objectType: String?
        public var representation: Representation?

        public init(kind: String, id: String) {
            self.kind = kind
            self.id = id
        }
    }

    public init(id: String, parts: [Part] = []) {
        self.id = id
        self.parts = parts
    }
}
