import Formats
import FoundationEssentials

extension HSDSReading {
    /// Reads a folder or a file: a data package of HSDS 3.0 (CSV or JSON), a feed's answers, or CSV of HSDS 1.x.
    static func load(_ path: String) throws -> HSDSReading {
        var isFolder = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw FormatError(file: path, message: "there is no such file or folder")
        }
        let names = isFolder ? try FileManager.default.contentsOfDirectory(atPath: path) : []
        let files = isFolder ? names.sorted().map { path + "/" + $0 } : [path]
        var reading = HSDSReading()
        var older: [ImportFile] = []
        for file in files where file.hasSuffix(".csv") || file.hasSuffix(".json") {
            if fileStem(file) == "datapackage" { continue }
            let read = try DirectoryFiles.read(file)
            if file.hasSuffix(".json") {
                reading.takeJSON(read)
            } else if let table = HSDSTable.ofFile(file), read.isOfHSDS3 {
                reading.readTable(read, table)
            } else {
                older.append(read)
            }
        }
        if !older.isEmpty { reading.readOlder(older) }
        return reading
    }

    private mutating func takeJSON(_ file: ImportFile) {
        if let table = HSDSTable.ofFeed(file.name) { return readFeed(file, table) }
        let json = try? JSON.parse(file.bytes, file: file.name)
        if let json, json["organizations"]?.arrayValue != nil, json["services"] != nil {
            return readPackage(json, file: file.name)
        }
        refuse(
            FormatError(
                file: file.name,
                message: "its name is that of no table of HSDS; name it service_list.json or alike")
        )
    }
}

extension ImportFile {
    /// Identifiers of HSDS 3.0 are UUIDs; those of 1.x are numbers. A file without a row goes by its header.
    var isOfHSDS3: Bool {
        guard var reader = try? CSVReader(bytes: bytes, file: name),
            let table = HSDSTable.ofFile(name)
        else { return false }
        let header = Set(reader.header)
        guard table.fields.filter(\.isRequired).allSatisfy({ header.contains($0.name) }) else {
            return false
        }
        guard let first = try? reader.next() else { return true }
        return isUUID(first["id"] ?? "")
    }
}
