import Formats
import FoundationEssentials

/// The files of a directory import, found in a folder or given one by one.
struct DirectoryFiles: Sendable {
    var municipalities: ImportFile?
    var residents: ImportFile?
    var places: ImportFile?
    var desks: ImportFile?
    var details: ImportFile?
    var terms: ImportFile?
    var network: ImportFile?
    /// Where the desks come from, and the year they were published.
    var desksSource = "registry-desks.csv"
    var desksYear: Int?

    /// Reads a folder (the reference data, or the part of it with places) or one CSV file.
    static func load(_ path: String) throws -> DirectoryFiles {
        var isFolder = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw FormatError(file: path, message: "there is no such file or folder")
        }
        return isFolder ? try folder(path) : try file(path)
    }

    private static func folder(_ path: String) throws -> DirectoryFiles {
        var files = DirectoryFiles()
        files.municipalities = try find("municipalities.csv", in: path)
        files.residents = try find("foreign-residents.csv", in: path)
        files.places = try find("places.csv", in: path)
        files.desks = try find("registry-desks.csv", in: path)
        files.details = try find("details.csv", in: path)
        files.terms = try find("taxonomies.csv", in: path)
        files.network = try find("network.yaml", in: path)
        guard files.places != nil || files.desks != nil || files.municipalities != nil else {
            throw FormatError(
                file: path,
                message: "no municipalities.csv, places.csv or registry-desks.csv is here")
        }
        if let desks = files.desks { try files.readSource(beside: desks.name) }
        return files
    }

    /// One file; its header tells which.
    private static func file(_ path: String) throws -> DirectoryFiles {
        let file = try read(path)
        let header = Set(try CSVReader(bytes: file.bytes, file: path).header)
        var files = DirectoryFiles()
        if header.contains("district_code") {
            files.municipalities = file
        } else if header.contains("foreign_residents") {
            files.residents = file
        } else if header.contains("taxonomy") {
            files.terms = file
        } else if header.contains("checked_on") {
            files.details = file
        } else if header.contains("processes") {
            files.places = file
        } else if header.contains("slug") {
            files.desks = file
            try files.readSource(beside: path)
        } else {
            throw FormatError(
                file: path, line: 1, message: "the columns are those of no file of a directory")
        }
        return files
    }

    private static func find(_ name: String, in folder: String) throws -> ImportFile? {
        let candidates = ["", "/places", "/geography"].map { folder + $0 + "/" + name }
        return try candidates.first(where: FileManager.default.fileExists(atPath:)).map(read)
    }

    static func read(_ path: String) throws -> ImportFile {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        guard (attributes?[.size] as? Int ?? 0) <= fileBytesMax,
            let data = FileManager.default.contents(atPath: path)
        else {
            throw FormatError(
                file: path, message: "the file cannot be read, or is over \(fileBytesMax) bytes")
        }
        return ImportFile(name: path, bytes: [UInt8](data))
    }

    /// Takes source and year of the desks from `SOURCE.yaml`, where it stands beside them.
    private mutating func readSource(beside path: String) throws {
        let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(
            separator: "/")
        let name = (folder.isEmpty ? "." : folder) + "/SOURCE.yaml"
        guard FileManager.default.fileExists(atPath: name) else { return }
        let yaml = try YAML.parse(try Self.read(name).bytes, file: name)
        guard let desks = try yaml.map("files")["registry-desks.csv"] else { return }
        desksSource = try desks.string("source")
        desksYear = try desks.optionalInt("source_year")
    }
}

/// A national directory of 100,000 places is some 40 MB.
private let fileBytesMax = 64 << 20
