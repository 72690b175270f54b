import SDMX

/// The artefacts that a flow has to itself: the flow, its structure, its concepts, its lists.
extension ServedFlow {
    var structureReference: ArtefactReference { ours(name) }
    var conceptsReference: ArtefactReference { ours("CS_" + name) }
    var constraintReference: ArtefactReference { ours("CR_" + name) }
    var categorisationReference: ArtefactReference { ours("CAT_" + name) }

    func listReference(_ dimension: ServedDimension) -> ArtefactReference {
        dimension.source == nil ? ours("CL_FREQ") : ours("CL_\(name)_\(dimension.id)")
    }

    /// `breaks` are said of the flow, for no observation is wrong because of them.
    func dataflow(breaks: [BreakMark]) -> Dataflow {
        var about = Maintained(.dataflow, reference, names: names)
        about.descriptions = texts(en: series.definitionEn, pt: series.definitionPt)
        about.annotations = facts + breaks.map(Annotation.init)
        about.isFinal = true
        return Dataflow(about, structure: structureReference)
    }

    /// Where the series comes from and under what it may be used.
    private var facts: [Annotation] {
        let all = [
            ("SOURCE", series.source), ("LICENCE", series.licence), ("METHOD", series.method),
            ("CONTACT", series.contact), ("UNIT", series.unit), ("VINTAGE", series.vintage),
        ]
        return all.filter { !$0.1.isEmpty }.map { Annotation(type: $0.0, texts: ["en": $0.1]) }
    }

    var structure: DataStructure {
        var about = Maintained(.dataStructure, structureReference, names: names)
        about.isFinal = true
        var structure = DataStructure(about)
        structure.dimensions = dimensions.enumerated().map { index, dimension in
            var component = component(dimension.id, .dimension)
            component.position = index + 1
            component.representation = Representation(enumeration: listReference(dimension))
            return component
        }
        structure.timeDimension = timeComponent
        var measure = component(valueID, .primaryMeasure)
        measure.representation = Representation(format: TextFormat(type: "Double"))
        structure.measures = [measure]
        structure.attributes = attributes
        return structure
    }

    private var timeComponent: Component {
        var time = component(timeID, .time)
        time.position = dimensions.count + 1
        time.representation = Representation(format: TextFormat(type: "ObservationalTimePeriod"))
        return time
    }

    private var attributes: [Component] {
        ServedAttribute.allCases.map { attribute in
            var component = component(attribute.rawValue, .attribute)
            component.attachment = attribute.isOfDataSet ? .dataSet : .observation
            component.isMandatory = attribute == .unit
            component.representation =
                attribute.list.map { Representation(enumeration: ours($0)) }
                ?? Representation(format: TextFormat(type: "String"))
            return component
        }
    }

    private func component(_ id: String, _ role: Component.Role) -> Component {
        var component = Component(id, role)
        component.concept = ItemReference(scheme: conceptsReference, item: id)
        return component
    }

    var concepts: ConceptScheme {
        let own = dimensions.map { Concept($0.id, names: $0.names) }
        let fixed =
            [
                Concept(timeID, names: ["en": "Time period", "pt": "Período"]),
                Concept(valueID, names: ["en": "Observed value", "pt": "Valor observado"]),
            ] + ServedAttribute.allCases.map { Concept($0.rawValue, names: $0.names) }
        var about = Maintained(.conceptScheme, conceptsReference, names: names)
        about.isFinal = true
        return ConceptScheme(about, items: own + fixed)
    }

    /// The list of a dimension that is the flow's own; of `used`, where it is given, and what is above them.
    func list(_ dimension: ServedDimension, used: Set<String>? = nil) -> Codelist {
        var about = Maintained(.codelist, listReference(dimension), names: dimension.names)
        about.isFinal = true
        let codes = dimension.codes
        guard let used else { return Codelist(about, items: codes.map(Code.init)) }
        var kept = used
        // Lists are a few levels deep: each pass takes in one.
        for _ in 0..<levelsMax {
            kept.formUnion(codes.filter { kept.contains($0.id) }.compactMap(\.parent))
        }
        let partial = codes.filter { kept.contains($0.id) }
        about.isPartial = partial.count < codes.count
        return Codelist(about, items: partial.map(Code.init))
    }
}

/// What is said of an observation or of a data set beside the value.
enum ServedAttribute: String, CaseIterable, Sendable {
    case unit = "UNIT_MEASURE"
    case vintage = "VINTAGE"
    case status = "OBS_STATUS"
    case confidentiality = "CONF_STATUS"
    case flags = "OBS_FLAGS"
    case comment = "COMMENT_OBS"

    var isOfDataSet: Bool { self == .unit || self == .vintage }

    var level: DataDetail.Attributes { isOfDataSet ? .dataSet : .observation }

    fileprivate var list: String? {
        switch self {
        case .status: "CL_OBS_STATUS"
        case .confidentiality: "CL_CONF_STATUS"
        default: nil
        }
    }

    fileprivate var names: LocalTexts {
        switch self {
        case .unit: ["en": "Unit of measure", "pt": "Unidade de medida"]
        case .vintage:
            [
                "en": "Vintage: the state of the data at the source",
                "pt": "Versão: o estado dos dados na fonte",
            ]
        case .status: ["en": "Observation status", "pt": "Estado da observação"]
        case .confidentiality: ["en": "Confidentiality", "pt": "Confidencialidade"]
        case .flags: ["en": "All signs of the source", "pt": "Todos os sinais da fonte"]
        case .comment: ["en": "Note on the observation", "pt": "Nota sobre a observação"]
        }
    }
}

extension Code {
    init(_ code: ServedCode) {
        self.init(code.id, names: code.names, parent: code.parent)
        if code.isAggregate {
            annotations = [
                Annotation(
                    type: "AGGREGATE",
                    texts: [
                        "en": "Overlaps with other codes; never added to them.",
                        "pt": "Sobrepõe-se a outros códigos; nunca se soma a eles.",
                    ])
            ]
        }
        if code.code != code.id {
            annotations.append(Annotation(type: "SOURCE_CODE", texts: ["en": code.code]))
        }
    }
}

extension Annotation {
    init(type: String, title: String? = nil, texts: LocalTexts) {
        self.init()
        self.type = type
        self.title = title
        self.texts = texts
    }

    /// Where years stop being comparable, and why.
    init(_ mark: BreakMark) {
        let place = mark.dims.isEmpty ? mark.period : mark.period + " " + mark.dims
        self.init(
            type: "BREAK", title: place,
            texts: ["en": mark.reasonEn, "pt": mark.reasonPt].filter { !$0.value.isEmpty })
    }
}

func ours(_ id: String) -> ArtefactReference {
    ArtefactReference(agency: ourAgency, id: id, version: ourVersion)
}

func texts(en: String, pt: String) -> LocalTexts {
    ["en": en, "pt": pt].filter { !$0.value.isEmpty }
}

private let levelsMax = 8
