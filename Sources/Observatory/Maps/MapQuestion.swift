import Languages

/// What a map shows: one value for each place of one period.
struct MapData: Sendable {
    struct Place: Sendable {
        /// Of a municipality four digits, of a country alpha-2.
        let code: String
        let name: String
        let value: Double?
        /// The source's value with its signs; nil where the number is worked out here.
        let source: SeriesValue?
    }

    let places: [Place]
    let classes: ValueClasses

    init(_ places: [Place]) {
        self.places = places
        classes = ValueClasses(quantiles: places.compactMap(\.value))
    }

    func level(of place: Place) -> Int? { place.value.flatMap(classes.index) }
}

extension SeriesDimension {
    /// Whether its codes are places that a drawing has: municipalities of four digits, or countries.
    var canBeMapped: Bool {
        role == .territory && (areMunicipalities || codes.count { !$0.place.isEmpty } >= placesMin)
    }

    var areMunicipalities: Bool { codes.count { isMunicipality($0.code) } >= placesMin }
}

func isMunicipality(_ code: String) -> Bool {
    code.utf8.count == 4 && code.utf8.allSatisfy { (48...57).contains($0) }
}

/// A map of three places is a table.
private let placesMin = 5
