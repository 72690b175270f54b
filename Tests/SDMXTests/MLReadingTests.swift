import Formats
import TestSupport
import Testing

@testable import SDMX

/// Reads in pieces, so that no border of a piece matters.
func mlReader(
    _ bytes: [UInt8], structure: DataStructure? = nil, piece: Int = 1_000
) throws -> SDMXMLReader {
    var rest = bytes[...]
    return try SDMXMLReader(
        {
            let part = rest.prefix(piece)
            rest = rest.dropFirst(piece)
            return part.isEmpty ? nil : Array(part)
        }, file: "x.xml", structure: structure)
}

@Suite struct MLReadingTests {
    @Test(arguments: MLSpecimens.data)
    func `a specimen has the counts and the sum that others find`(_ name: String) throws {
        guard let bytes = MLSpecimens.bytes(name) else { return }
        let expected = try #require(MLSpecimens.expected[name])
        for structure in [nil, MLSpecimens.structure(of: name)] {
            var reader = try mlReader(bytes, structure: structure)
            let counts = try MLCounts(&reader)
            #expect(
                "\(counts.dataSets) \(counts.series) \(counts.observations) \(counts.numeric)"
                    == ["datasets", "series", "observations", "numeric_values"]
                    .map { expected[$0] ?? "" }.joined(separator: " "))
            #expect(abs(counts.sum - (Double(expected["sum"] ?? "") ?? .nan)) < 1e-6)
        }
    }

    /// One sample of the ECB in twelve forms says the same, once attributes stand where they belong.
    @Test func `all forms of the sample resolve to the same twelve observations`() throws {
        var first: [ResolvedObservation: Int]?
        for name in MLSpecimens.exchangeRates where !name.hasSuffix("/sg-xs.xml") {
            guard let bytes = MLSpecimens.bytes(name) else { return }
            var reader = try mlReader(bytes, structure: MLSpecimens.structure(of: name))
            var found = try MessageResolver.resolve(&reader)
            // Each form names the definition of its own grouping.
            found = Dictionary(
                found.map { one, count in
                    var one = one
                    one.dataflow = ""
                    return (one, count)
                }, uniquingKeysWith: +)
            #expect(found.values.reduce(0, +) == 12, "\(name)")
            if let first { #expect(found == first, "\(name)") } else { first = found }
        }
    }

    /// The file itself has 1.3809 where the other forms have 1.3089, and repeats 2010-08 where 2010-10 is meant.
    @Test func `sg-xs has another sum because its file has`() throws {
        guard let bytes = MLSpecimens.bytes("ECB_EXR/sg-xs.xml"),
            let other = MLSpecimens.bytes("ECB_EXR/sg-ts.xml")
        else { return }
        let structure = MLSpecimens.structure(of: "ECB_EXR/sg-xs.xml")
        var reader = try mlReader(bytes, structure: structure)
        let found = try MessageResolver.resolve(&reader)
        #expect(abs(found.keys.reduce(0) { $0 + ($1.value ?? 0) } - 344.56317) < 1e-9)
        #expect(Set(found.keys.map(\.period)) == ["2010-08", "2010-09"])
        var ts = try mlReader(other, structure: structure)
        #expect(try MLCounts(&ts).sum != 344.56317)
    }

    @Test func `header footer and attributes of the sample by Eurostat are read`() throws {
        guard let bytes = MLSpecimens.bytes("ESTAT/footer.xml") else { return }
        var reader = try mlReader(bytes)
        #expect(reader.header.id == "5f29e011e23ed1455784cff0ab2af8ed" && !reader.header.isTest)
        #expect(reader.header.sender == "ESTAT" && reader.header.receivers == ["RECEIVER"])
        #expect(try reader.next() == nil)
        let footer = try #require(reader.footer.first)
        #expect(footer.code == 413 && footer.severity == "Infomation" && footer.texts.count == 3)
        #expect(footer.texts[2]["en"]?.hasPrefix("Please check the location") == true)
    }

    @Test func `the zipped answer by Eurostat is read through its envelope`() throws {
        guard let bytes = MLSpecimens.bytes("ESTAT/footer2.zip") else { return }
        let envelope = try Envelope(bytes: bytes, file: "footer2.zip")
        #expect(envelope.kind == MessageKind(.ml, .data, version: "2.1", isGeneric: true))
        #expect(envelope.innerName == "DataResponse-7JUdWyAy4fmjBSWT.xml")
        var reader = try SDMXMLReader(try envelope.open(), file: "footer2.zip")
        let counts = try MLCounts(&reader)
        #expect(counts.observations == 43 && counts.numeric == 21 && counts.series == 1)
        #expect(abs(counts.sum - 148_228.2) < 1e-6)
    }

    @Test func `several values of a component and texts in languages are kept`() throws {
        guard let bytes = MLSpecimens.bytes("v3/xml/ECB_EXR_CA.xml") else { return }
        var reader = try mlReader(
            bytes, structure: MLSpecimens.structure(of: "v3/xml/ECB_EXR_CA.xml"))
        var (series, statuses): (PartialKeyAttributes?, [String?]) = (nil, [])
        while let event = try reader.next() {
            if case .series(let one) = event { series = one }
            if case .observation(let one) = event { statuses.append(one.status) }
        }
        #expect(statuses == ["[\"A\",\"F\"]", "[\"J\",\"U\",\"N\"]", "A"])
        #expect(series?.key == ["A", "CAD", "EUR", "SP00", "A"])
        #expect(series?.attributes["SOURCE_AGENCY"] == "[\"4F0\",\"4D0\",\"CZ2\"]")
        let titles = ManyValues.values(series?.attributes["TITLE"] ?? "")
        #expect(titles?.count == 2)
        #expect(
            titles?.last
                == .texts([
                    "en": "Additional English Text where lang defaults to en",
                    "fr": "Texte anglais supplémentaire",
                ]))
    }

    @Test func `a message of another kind says what it is`() throws {
        for (name, words) in [
            ("ECB_EXR/ng-structure.xml", "holds structures and no data"),
            ("ESTAT/esms-ss.xml", "<StructureSpecificMetadata> holds no data"),
            ("v21/xml/query/query_cl_all.xml", "<CodelistQuery> holds no data"),
        ] {
            guard let bytes = MLSpecimens.bytes(name) else { return }
            do {
                _ = try mlReader(bytes)
                Issue.record("\(name) accepted")
            } catch { #expect("\(error)".contains(words), "\(error)") }
        }
    }

    @Test func `a number is read to the last bit as the standard library reads it`() {
        var random = SeededRandom(9)
        for _ in 0..<20_000 {
            let digits = String(Int.random(in: 0...999_999_999_999_999_999, using: &random))
            let cut = Int.random(in: 0...min(digits.count, 17), using: &random)
            let sign = Bool.random(using: &random) ? "-" : ""
            let part = digits.prefix(Int.random(in: cut...max(cut, digits.count), using: &random))
            var text = "\(sign)\(part.prefix(cut)).\(part.dropFirst(cut))"
            #expect(text.withUTF8 { MLNumber.value($0) } == Double(text), "\(text)")
        }
        for (text, value) in [
            ("1e3", 1_000.0), (" +7 ", 7), ("-0", 0), ("", nil), ("-", nil), (".", nil),
            ("NaN", nil),
            ("INF", nil), ("0x10", nil), ("1,5", nil), ("1e999", nil),
        ] as [(String, Double?)] {
            var text = text
            #expect(text.withUTF8 { MLNumber.value($0) } == value, "\(text)")
        }
    }
}
