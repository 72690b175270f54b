import Formats
import Foundation
import TestSupport

@testable import SDMX

/// The specimens of other people's messages, which lie beside the project and are not part of it.
enum MLSpecimens {
    static let folder =
        ProcessInfo.processInfo.environment["CAIS_SDMX"]
        ?? projectFolder + "/../shared/data/sdmx"

    /// Every file of the specimens that holds data in SDMX-ML.
    static let data = [
        "ECB_EXR/1/M.USD.EUR.SP00.A.xml", "ECB_EXR/ng-flat.xml", "ECB_EXR/ng-ts-gf.xml",
        "ECB_EXR/ng-ts.xml", "ECB_EXR/ng-xs-ss.xml", "ECB_EXR/rg-flat-ss.xml",
        "ECB_EXR/rg-ts-gf-ss.xml", "ECB_EXR/rg-ts-ss.xml", "ECB_EXR/rg-xs-ss.xml",
        "ECB_EXR/sg-flat.xml", "ECB_EXR/sg-ts-gf-flat-ss.xml", "ECB_EXR/sg-ts-gf.xml",
        "ECB_EXR/sg-ts.xml", "ECB_EXR/sg-xs.xml", "ESTAT/NAMA_10_GDP-ss.xml", "ESTAT/footer.xml",
        "INSEE/CNA-2010-CONSO-SI-A17.xml", "INSEE/bug-series-freq-data.xml", "WB/gh-78.xml",
        "constructed/gh-218.xml", "v3/xml/ECB_EXR0.xml", "v3/xml/ECB_EXR_CA.xml",
    ]

    static let exchangeRates = data.filter { $0.hasPrefix("ECB_EXR/") && !$0.contains("/1/") }

    /// Nil, said aloud, where the specimens are not there.
    static func bytes(_ name: String, of part: String = "specimens") -> [UInt8]? {
        let path = "\(folder)/\(part)/\(name)"
        guard let data = FileManager.default.contents(atPath: path) else {
            print("SKIPPED: no \(path)")
            return nil
        }
        return [UInt8](data)
    }

    /// What a reader of other people found, by file and column.
    static let expected: [String: [String: String]] = {
        guard let bytes = bytes("expected-by-sdmx1.csv", of: ""),
            var rows = try? CSVReader(chunks(of: bytes), file: "expected-by-sdmx1.csv")
        else { return [:] }
        var found: [String: [String: String]] = [:]
        while let row = try? rows.next() {
            found[row[0]] = Dictionary(
                uniqueKeysWithValues: rows.header.enumerated().map { ($1, row[$0]) })
        }
        return found
    }()

    /// The definitions that the specimens' data follow, as far as they need one to tell attributes from dimensions.
    static func structure(of name: String) -> DataStructure? {
        guard name.contains("ECB_EXR") else { return nil }
        let suffix = name.contains("v3/") || name.contains("/1/") ? "EXR_SUFFIX" : "EXR_VAR"
        return structure(["FREQ", "CURRENCY", "CURRENCY_DENOM", "EXR_TYPE", suffix])
    }

    static func structure(_ dimensions: [String]) -> DataStructure {
        let reference = ArtefactReference(agency: "TEST", id: "SHAPE", version: "1.0")
        var structure = DataStructure(Maintained(.dataStructure, reference))
        structure.dimensions = dimensions.map { Component($0, .dimension) }
        structure.measures = [Component("OBS_VALUE", .primaryMeasure)]
        return structure
    }
}

/// What can be counted of a message.
struct MLCounts: Equatable {
    var dataSets = 0
    /// Different ones: a file may come back to a key.
    var series = 0
    var observations = 0
    var numeric = 0
    var sum = 0.0

    init(_ reader: inout some DataMessageReader) throws {
        var keys: Set<[String?]> = []
        var open: [String?]?
        var isCrossSection = false
        while let event = try reader.next() {
            switch event {
            case .dataSet(let header):
                dataSets += 1
                isCrossSection = header.structure.dimensions.contains(header.dimensionAtObservation)
            case .series(let one): open = one.key
            case .group: break
            case .observation(let one):
                observations += 1
                if let open { keys.insert(open + (isCrossSection ? [one.period] : [])) }
                if let value = one.value { (numeric, sum) = (numeric + 1, sum + value) }
            }
        }
        series = keys.count
    }
}
