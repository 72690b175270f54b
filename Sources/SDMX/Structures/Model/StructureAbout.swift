extension StructureArtefact {
    /// Its keeper, its names and what is said of it.
    public internal(set) var about: Maintained {
        get {
            switch self {
            case .items(let it): it.about
            case .dataStructure(let it): it.about
            case .metadataStructure(let it): it.about
            case .flow(let it): it.about
            case .constraint(let it): it.about
            case .categorisation(let it): it.about
            case .hierarchy(let it): it.about
            case .named(let it): it
            }
        }
        set {
            switch self {
            case .items(var it):
                it.about = newValue
                self = .items(it)
            case .dataStructure(var it):
                it.about = newValue
                self = .dataStructure(it)
            case .metadataStructure(var it):
                it.about = newValue
                self = .metadataStructure(it)
            case .flow(var it):
                it.about = newValue
                self = .flow(it)
            case .constraint(var it):
                it.about = newValue
                self = .constraint(it)
            case .categorisation(var it):
                it.about = newValue
                self = .categorisation(it)
            case .hierarchy(var it):
                it.about = newValue
                self = .hierarchy(it)
            case .named: self = .named(newValue)
            }
        }
    }
}
