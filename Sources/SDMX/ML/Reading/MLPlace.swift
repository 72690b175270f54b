/// Where the reader is in the document.
enum MLPlace {
    case document
    case message
    case ignored

    case header
    case headerText
    case structure
    case reference
    case urn

    case dataSet
    case series
    case observation
    /// A group, or attributes of a partial key (3.0's Atts).
    case part
    case component
    case componentValue
    case componentText

    case genericSeries
    case genericObservation
    case genericGroup
    case genericKey
    case genericAttributes

    case footer
    case footerMessage
    case footerText

    /// Whether what stands between tags is looked at.
    var collectsText: Bool {
        switch self {
        case .headerText, .reference, .urn, .componentValue, .componentText, .footerText: true
        default: false
        }
    }
}

/// What is wrong with the element at hand; the line comes to it from outside.
struct MLProblem: Error {
    var field: String?
    var message: String

    init(_ message: String, field: String? = nil) {
        self.message = message
        self.field = field
    }
}
