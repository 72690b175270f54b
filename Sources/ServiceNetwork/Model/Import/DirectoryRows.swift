import Formats
public import Kernel

/// A municipality as a file gives it.
struct MunicipalityRow: Sendable {
    let code: PlaceCode
    let name: String
    let districtCode: String
    let district: String
    let population: Int?
    let foreignNationals: Int?
    let point: Point?
}

/// A count of foreign residents of a municipality that is newer than the census.
struct ResidentsRow: Sendable {
    let municipality: PlaceCode
    let count: MunicipalResidents
}

/// A place as a file gives it: empty is unknown, never zero.
struct PlaceRow: Sendable {
    let slug: String
    let kind: PlaceKind
    let name: String
    let municipality: PlaceCode
    var address: String?
    var postalCode: String?
    var point: Point?
    var isOpen = true
    var closedOn: Day?
    var phone: String?
    var email: String?
    var isItinerant: Bool?
    var note: String?
    var source: String
    var sourceYear: Int?
    var services = PlaceServices()
}

/// Everything that was read of a directory, and everything that is wrong with it.
struct DirectoryReading: Sendable {
    /// Codes that stand in the store or were read before.
    var knownMunicipalities: Set<String>
    var municipalities: [MunicipalityRow] = []
    var residents: [ResidentsRow] = []
    var places: [PlaceRow] = []
    var details: [DetailRow] = []
    var terms: [TermRow] = []
    var sizes: [NetworkSizeRow] = []
    var lines: [ContactLine] = []
    var problems: [ImportProblem] = []
    var rejected = 0
    private var slugs: Set<String> = []
    private var identifiers: [LocationID: String] = [:]

    private let knownPlaces: Set<String>

    init(knownMunicipalities: Set<String>, knownPlaces: Set<String> = []) {
        self.knownMunicipalities = knownMunicipalities
        self.knownPlaces = knownPlaces
    }

    var accepted: Int {
        municipalities.count + residents.count + places.count + details.count + terms.count
            + sizes.count + lines.count
    }

    func knowsPlace(_ slug: String) -> Bool { slugs.contains(slug) || knownPlaces.contains(slug) }

    /// Reads a table row by row; a bad row is named and the next one read.
    mutating func table(
        _ file: ImportFile, requires columns: [String],
        _ take: (CSVRow, inout DirectoryReading) throws -> Void
    ) throws {
        do {
            var reader = try CSVReader(bytes: file.bytes, file: file.name)
            try reader.require(columns)
            while let row = try reader.next() {
                do { try take(row, &self) } catch let error as FormatError { refuse(error) }
            }
        } catch let error as FormatError {
            refuse(error)
        }
    }

    mutating func refuse(_ error: FormatError) {
        rejected += 1
        problems.append(ImportProblem(error))
    }

    /// Adds a place whose slug, and the number made of it, nobody else has.
    mutating func add(_ place: PlaceRow, of row: CSVRow) throws {
        guard slugs.insert(place.slug).inserted else {
            throw row.error("slug", "'\(place.slug)' stands here twice; a place has one row")
        }
        if let other = identifiers.updateValue(place.slug, forKey: LocationID(slug: place.slug)) {
            throw row.error(
                "slug", "'\(place.slug)' gets the same number as '\(other)'; change one of them")
        }
        places.append(place)
    }
}

/// A file's name, for messages, and its bytes.
struct ImportFile: Sendable {
    let name: String
    let bytes: [UInt8]
}

/// How large the network is said to be.
struct NetworkSizeRow: Sendable {
    let kind: PlaceKind
    let total: Int
    let isApproximate: Bool
    let words: String
    let asOf: String?
    let source: String
    let also: String?
}

extension ID where Thing == LocationThing {
    /// The same slug has the same number in every installation: FNV-1a (64 bits), without the sign.
    public init(slug: String) {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in slug.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        self.init(Int64(hash & 0x7FFF_FFFF_FFFF_FFFF))
    }
}
