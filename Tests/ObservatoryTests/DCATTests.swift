import Formats
import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Observatory

/// The catalogue for portals of open data, and the files that it leads to.
@Suite struct DCATTests {
    @Test(arguments: Engine.underTest)
    func `a series is a data set with its files, licence, times and places`(
        engine: Engine
    ) async throws {
        let sample = try await ServiceSample.make(engine)
        let answer = try await sample.get(
            "/observatory/catalogue.jsonld", accept: "application/ld+json")
        try #require(answer.status == 200)
        #expect(answer.header("content-type") == "application/ld+json")
        let graph = try #require(
            try JSON.parse(answer.body, file: "catalogue")["@graph"]?.arrayValue)
        func node(_ id: String) -> JSON? { graph.first { $0["@id"]?.stringValue == id } }
        let catalogue = try #require(node("/observatory/catalogue.jsonld"))
        #expect(catalogue["dcat:dataset"] == [["@id": "/observatory/permits"]])
        let set = try #require(node("/observatory/permits"))
        #expect(set["@type"]?.stringValue == "dcat:Dataset")
        #expect(set["dct:title"]?[1]?["@value"]?.stringValue == "Autorizações <raras>")
        #expect(set["dct:publisher"]?["foaf:name"]?.stringValue == "A test")
        #expect(set["dct:temporal"]?["dcat:startDate"]?["@value"]?.stringValue == "2019-01-01")
        #expect(set["dct:temporal"]?["dcat:endDate"]?["@value"]?.stringValue == "2023-12-31")
        let country = "http://publications.europa.eu/resource/authority/country/PRT"
        #expect(set["dct:spatial"] == [["@id": .string(country)]])
        #expect(
            set["dct:accrualPeriodicity"]?["@id"]?.stringValue?.hasSuffix("/frequency/ANNUAL")
                == true)
        let files = try #require(set["dcat:distribution"]?.arrayValue)
        for file in files {
            #expect(
                file["dct:license"]?["@id"]?.stringValue?.hasSuffix("/licence/CC_BY_4_0") == true)
            let address = try #require(file["dcat:downloadURL"]?["@id"]?.stringValue)
            #expect(try await sample.get(address, accept: "*/*").status == 200, "\(address)")
        }
        #expect(files.count == 4)
        for service in ["/sdmx/2.1", "/sdmx/3.0"] {
            #expect(node(service)?["@type"]?.stringValue == "dcat:DataService")
        }
    }

    @Test(arguments: [
        (
            "Eurostat reuse with attribution, CC BY 4.0",
            "http://publications.europa.eu/resource/authority/licence/CC_BY_4_0"
        ),
        ("CC-BY-3.0 IGO", "http://creativecommons.org/licenses/by/3.0/igo/"),
        ("CC BY-SA 4.0", "http://creativecommons.org/licenses/by-sa/4.0/"),
        ("public official statistics; transcription MIT", nil), ("", nil),
    ])
    func `a licence that has an address is named by it`(words: String, address: String?) {
        #expect(licenceAddress(words) == address)
    }

    @Test(arguments: Engine.underTest)
    func `a download is what its address picks`(engine: Engine) async throws {
        let sample = try await ServiceSample.make(engine)
        func lines(_ query: String) async throws -> [Substring] {
            let answer = try await sample.get(
                "/observatory/permits/data.csv" + query, accept: "*/*")
            try #require(answer.status == 200, "\(answer.text)")
            return answer.text.split(separator: "\r\n")
        }
        let all = try await lines("")
        #expect(all.count == 45 && all[0] == "series,dimensions,period,value,flag,note,vintage")
        #expect(all.contains("permits,geo=PT|sex=T,2021,102,B,a <note>,second"))
        let some = try await lines(
            "?geo=PT,Foreign%20country&sex=M&from=2020&to=2021&vintage=first")
        #expect(
            some.dropFirst().map { $0.split(separator: ",")[3] } == ["111", "112", "311", "312"])
        for bad in ["?vintage=third", "?from=soon"] {
            let status = try await sample.get("/observatory/permits/data.csv" + bad, accept: "*/*")
                .status
            #expect(status == (bad.contains("third") ? 404 : 422))
        }
        #expect(try await sample.get("/observatory/ghosts/data.csv", accept: "*/*").status == 404)
    }

    @Test func `the cube of JSON-stat holds the same values`() async throws {
        let sample = try await ServiceSample.make()
        let answer = try await sample.get("/observatory/permits/data.json", accept: "*/*")
        try #require(answer.status == 200)
        let cube = try JSON.parse(answer.body, file: "cube")
        #expect(cube["version"]?.stringValue == "2.0" && cube["class"]?.stringValue == "dataset")
        let size = try #require(cube["size"]?.arrayValue).compactMap(\.intValue)
        #expect(size.reduce(1, *) >= 45)
        var numbers: [Double] = []
        switch cube["value"] {
        case .array(let all): numbers = all.compactMap(\.doubleValue)
        case .object(let some): numbers = some.values.compactMap(\.doubleValue)
        default: break
        }
        let expected = (0..<3).flatMap { p in
            (0..<3).flatMap { s in (2019...2023).compactMap { ServiceSample.value(2, p, s, $0) } }
        }
        #expect(numbers.sorted() == expected.sorted())
    }
}
