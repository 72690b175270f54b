public import Figures
import Formats
import FoundationEssentials
import Kernel
public import Storage
public import Web

/// Published statistics of others: imports with vintages and breaks, pages, and a figure for each series.
public struct Observatory: Sendable {
    public static var schema: [Migration] {
        observatorySchema + receivedSchema + seriesStoreSchema + importDraftSchema
    }

    let database: Database
    let home: String
    let catalogue: [SeriesFile]
    let atlas: Atlas
    let base: String
    let wanted: WantedIndicators

    /// `home` is the folder that holds `data/`; its series become figures. `base` is where this house answers, for
    /// citations and frames: `https://cais.example`. `policy` is a country's folder, with what it declares as wanted.
    public init(
        database: Database, home: String, base: String = "", policy: String? = nil
    ) throws {
        self.database = database
        self.base = base
        wanted = try WantedIndicators.read(policy: policy)
        atlas = try Atlas(home: home)
        self.home = home
        var lists = try CodeLists(home: home)
        catalogue = try Observatory.files(home).filter { fileSize($0) <= catalogueBytesMax }
            .filter { !$0.hasSuffix(".gz") }.map { path in
                try Observatory.read(InputFile(path), path, &lists)
            }
    }

    public var routes: [Route] {
        ObservatoryPages(database: database, atlas: atlas, base: base, wanted: wanted).routes
            + DownloadRoutes(database: database).all
            + CatalogueRoutes(database: database).all + SDMXRoutes(database: database).all
            + ImportPages(observatory: self).routes
    }

    /// What is told of the house's own figures, which are registered when all rooms stand.
    public func routes(of figures: Figures) -> [Route] {
        OwnPages(database: database, figures: { figures }).all
    }

    /// The newest value of each small series, as its source published it; tables of thousands of lines are no figures.
    public var figures: [Figure] {
        var seen = Set<FigureKey>()
        // Of several vintages of one series the last file is the newest.
        return catalogue.reversed().flatMap(\.figures).filter { seen.insert($0.key).inserted }
    }

    static func files(_ home: String) throws -> [String] {
        let folder = home + "/data/series"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(".csv") || $0.hasSuffix(".csv.gz") }.sorted()
            .map { folder + "/" + $0 }
    }

    /// Reads a file with the YAML beside it.
    static func read(
        _ input: InputFile, _ path: String, _ lists: inout CodeLists
    ) throws -> SeriesFile {
        lists.folder = String(path.dropLast(input.name.utf8.count + 1))
        let yaml = try description(beside: path)
        let mapping = try yaml?.optionalMap("mapping").map(ImportMapping.init)
        return try SeriesFile.read(input, yaml, lists: &lists, mapping: mapping)
    }

    /// `x.csv.gz` and `x.csv` are described in `x.yaml`.
    static func description(beside path: String) throws -> YAML? {
        var base = path
        for suffix in [".gz", ".csv", ".xlsx", ".xml", ".json"] where base.hasSuffix(suffix) {
            base = String(base.dropLast(suffix.utf8.count))
        }
        return base == path ? nil : try yaml(base + ".yaml", isOptional: true)
    }

    static func yaml(_ path: String, isOptional: Bool = false) throws -> YAML? {
        guard FileManager.default.fileExists(atPath: path) else {
            if isOptional { return nil }
            throw FormatError(file: fileName(path), message: "there is no such file")
        }
        guard fileSize(path) <= descriptionBytesMax,
            let data = FileManager.default.contents(atPath: path)
        else { throw FormatError(file: fileName(path), message: "this file cannot be read") }
        return try YAML.parse([UInt8](data), file: fileName(path))
    }
}

private func fileSize(_ path: String) -> Int {
    let size = (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? UInt64
    return size.map { Int(clamping: $0) } ?? 0
}

/// The house reads the lines of small files when it opens, and of no others.
private let catalogueBytesMax = 16 << 10
/// The longest description, with all breaks of all countries, has 29 KB.
private let descriptionBytesMax = 1 << 20
