import Formats
import Foundation

/// The lists of codes and labels that descriptions name, each file read once.
struct CodeLists: Sendable {
    struct Label: Sendable {
        let dimension: String
        let label: String
        let code: String
    }

    /// The folder of the description that is read.
    var folder: String
    let places: PlaceNames
    private var codes: [String: [SeriesCode]] = [:]
    private var labels: [String: [Label]] = [:]

    /// `home` is the folder that holds `data/`, with the list of countries.
    init(home: String) throws {
        folder = home + "/data/series"
        let path = home + "/data/lists/countries.csv"
        if let data = FileManager.default.contents(atPath: path) {
            places = try PlaceNames(bytes: [UInt8](data), file: fileName(path))
        } else {
            places = PlaceNames()
        }
    }

    /// `code,pt,en,parent,aggregate`, and perhaps `iso3`.
    mutating func codes(in file: YAML) throws -> [SeriesCode] {
        let path = try path(of: file)
        if let known = codes[path] { return known }
        var reader = try CSVReader(bytes: try bytes(path, file), file: fileName(path))
        try reader.require(["code", "pt", "en"])
        var list: [SeriesCode] = []
        while let row = try reader.next() {
            let code = try row.string("code")
            list.append(
                SeriesCode(
                    code: code, labelPt: try row.string("pt"), labelEn: try row.string("en"),
                    parent: row.optional("parent"),
                    isAggregate: row.optional("aggregate") == "1",
                    place: row.optional("iso3") ?? places.alpha3(code) ?? ""))
        }
        codes[path] = list
        return list
    }

    /// `dimension,label,code`; a label without a dimension is one in all.
    mutating func labels(in file: YAML) throws -> [Label] {
        let path = try path(of: file)
        if let known = labels[path] { return known }
        var reader = try CSVReader(bytes: try bytes(path, file), file: fileName(path))
        try reader.require(["dimension", "label", "code"])
        var list: [Label] = []
        while let row = try reader.next() {
            list.append(
                Label(
                    dimension: row.optional("dimension") ?? "", label: try row.string("label"),
                    code: try row.string("code")))
        }
        labels[path] = list
        return list
    }

    private func bytes(_ path: String, _ file: YAML) throws -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path), data.count < listBytesMax
        else { throw file.error("the list \(fileName(path)) is not there, or is too large") }
        return [UInt8](data)
    }

    /// A list lies beside the description or below it, nowhere else.
    private func path(of file: YAML) throws -> String {
        let name = try file.string()
        guard !name.split(separator: "/").contains(".."), !name.hasPrefix("/") else {
            throw file.error("a list lies beside its description; name it without '..'")
        }
        return folder + "/" + name
    }
}

/// A list of all municipalities of a continent is smaller.
private let listBytesMax = 8 << 20
