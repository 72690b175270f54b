public import Figures
import Formats
public import Kernel
public import Storage
public import Web

/// Where people can go: places, what each informs about and what each processes, and how far it is.
public struct ServiceNetwork: Sendable {
    public static var schema: [Migration] { networkSchema }

    let database: Database
    let outline: [[MapCorner]]

    /// `outline` is the land under the maps; without it the pages have none.
    public init(database: Database, outline: [[MapCorner]] = []) {
        self.database = database
        self.outline = outline
    }

    public var routes: [Route] { HelpRoutes(database: database, outline: outline).all }

    public var figures: [Figure] { [NetworkFigures.aimaKnown, NetworkFigures.claimKnown] }

    /// Open places that process a service, nearest first; desks of other bodies are never among them.
    public func nearest(
        service: String, to municipality: PlaceCode, limit: Int = 3, in db: Reader
    ) throws -> [NearbyPlace] {
        try NearestPlaces(service: service, origin: municipality, limit: limit).run(in: db)
    }

    /// What another room may say of a place.
    public func place(_ id: LocationID, in db: Reader) throws -> PlaceCard? {
        try Place.find(id, in: db).map(PlaceCard.init)
    }

    /// The place that a slug names.
    public func location(slug: String, in db: Reader) throws -> LocationID? {
        try db.value("SELECT id FROM location WHERE slug = \(slug)")
    }

    /// The name of a municipality; nil where none has the code.
    public func municipality(_ code: PlaceCode, in db: Reader) throws -> String? {
        try Municipality.find(code, in: db)?.name
    }

    /// The 308 municipalities in the order of their names.
    public func municipalities(in db: Reader) throws -> [Municipality] {
        try Municipality.all(in: db)
    }

    /// Reads a folder of reference data or one of its CSV files: all rows go in, or none.
    ///
    /// Asked again with the same files it changes nothing; a place is known again by its slug.
    @discardableResult
    public func importDirectory(
        _ path: String, by principal: Principal, at now: Moment
    ) async throws -> ImportReport {
        let files: DirectoryFiles
        do { files = try DirectoryFiles.load(path) } catch let error as FormatError {
            return ImportReport(unreadable: error)
        }
        return try await database.write { db in
            try ImportDirectory(files: files).perform(by: principal, at: now, in: db)
        }
    }
}

extension ImportReport {
    /// Nothing could be read at all.
    init(unreadable error: FormatError) {
        self.init(
            accepted: 0, rejected: 1, applied: false, problems: [ImportProblem(error)])
    }
}
