public import Figures
import Formats
public import Kernel
public import Languages
public import Storage
public import Web

/// Where people can go: places, what each informs about and what each processes, and how far it is.
public struct ServiceNetwork: Sendable {
    public static var schema: [Migration] {
        networkSchema + directorySchema
            + contactSchema
            + consentSchema
            + pathSchema
            + [branchesSchema, municipalitiesSchema]
            + referralSchema
            + [qualitySchema]
            + modifiedSchema + ownersSchema
    }

    let database: Database
    let outline: [[MapCorner]]
    let civil: CivilTimes
    let languageName: @Sendable (_ code: String, Translator) -> String
    let shelf = DirectoryShelf()
    /// Which steps integration paths are made of; without it nobody draws one.
    public var paths = PathPolicy.none
    /// What partner branches deliver, and what they ask of other rooms.
    public var book = BranchBook.none
    var branches = BranchAsks()
    /// How many contacts with people local centres noted in a municipality, in the last month that is told; nil where
    /// none of them notes any.
    public var contactsNoted: @Sendable (PlaceCode, Moment, Reader) throws -> Int? = { _, _, _ in
        nil
    }
    /// How referrals are counted and for how long they stand.
    public var referrals = ReferralSettings()
    let quality: QualityAsks
    let standards: ServiceStandards
    /// What the page to take along is made with; without it there is none.
    public var offline: OfflineKit?

    /// `outline` is the land under the maps; without it the pages have none. `civil` tells the time of places and
    /// their holidays. `standards` are what services promise, `quality` what their figures ask of other rooms.
    public init(
        database: Database, outline: [[MapCorner]] = [], civil: CivilTimes = CivilTimes(),
        languageName: @escaping @Sendable (String, Translator) -> String = { code, _ in code },
        quality: QualityAsks = QualityAsks(), standards: ServiceStandards = ServiceStandards()
    ) {
        self.database = database
        self.outline = outline
        self.civil = civil
        self.languageName = languageName
        self.quality = quality
        self.standards = standards
    }

    public var routes: [Route] {
        HelpRoutes(network: self).all + SuggestPages(network: self).routes
            + DirectoryPages(network: self).routes + OwnerPages(network: self).routes
            + OwnPlacePages(network: self).routes
            + HSDSRoutes(network: self).all
            + contactRoutes
            + pathRoutes
            + branchRoutes + municipalityRoutes
            + referralRoutes
            + qualityRoutes
            + OfflineRoutes(network: self).all + CoveragePages(network: self).routes
    }

    public var figures: [Figure] {
        [NetworkFigures.aimaKnown, NetworkFigures.claimKnown, NetworkFigures.contactsMonth]
            + PathFigures.all
            + ReferralFigures(zone: referrals.zone).all
    }

    /// Open places that process a service, nearest first; desks of other bodies are never among them.
    public func nearest(
        service: String, to municipality: PlaceCode, limit: Int = 3, in db: Reader
    ) throws -> [NearbyPlace] {
        NearestPlaces(service: service, origin: municipality, limit: limit)
            .run(on: try shelf.snapshot(in: db))
    }

    /// What another room may say of a place.
    public func place(_ id: LocationID, in db: Reader) throws -> PlaceCard? {
        try Place.find(id, in: db).map(PlaceCard.init)
    }

    /// The names of several places; of one that there is not none.
    public func placeNames(
        _ ids: [LocationID], in db: Reader
    ) throws -> [LocationID: String] {
        if ids.isEmpty { return [:] }
        let rows = try db.all("SELECT id, name FROM location WHERE id IN \(list: ids)")
        return try rows.reduce(into: [:]) { names, row in
            let id: LocationID = try row[0]
            names[id] = try row[1]
        }
    }

    /// Whether a place keeps a holiday on a day; no day of one that there is not.
    public func keepsHoliday(_ id: LocationID, on day: Day, in db: Reader) throws -> Bool {
        try Place.find(id, in: db).map { civil.isHoliday($0.municipality.code.text, day) } ?? false
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
