import Kernel
import SDMX
import Storage
import TestSupport
import Testing
import Web

@testable import Observatory

/// Each parameter of a query for data, looked at in what comes back.
@Suite struct RESTDataTests {
    @Test(arguments: Engine.underTest)
    func `all values of the newest vintage come back as they are stored`(
        engine: Engine
    ) async throws {
        let sample = try await ServiceSample.make(engine)
        let rows = try await sample.rows(older)
        var seen: [String: String] = [:]
        for row in rows { seen[row.place] = row["OBS_VALUE"] }
        var expected: [String: String] = [:]
        for (p, place) in ["PT", "ES", "FOREIGN_COUNTRY"].enumerated() {
            for (s, sex) in ServiceSample.sexes.enumerated() {
                for year in 2019...2023 {
                    guard let value = ServiceSample.value(2, p, s, year) else { continue }
                    expected["\(place) \(sex) \(year)"] =
                        Int(exactly: value).map(String.init) ?? String(value)
                }
            }
        }
        #expect(seen == expected)
        #expect(rows.count == 44)
        let row = try #require(rows.first { $0.place == "PT T 2021" })
        #expect(row["DATAFLOW"] == "CAIS:PERMITS(1.0)" && row["FREQ"] == "A")
        #expect(row["OBS_STATUS"] == "B" && row["COMMENT_OBS"] == "a <note>")
        #expect(row["UNIT_MEASURE"] == "persons" && row["VINTAGE"] == "second")
        #expect(rows.first { $0.place == "ES F 2020" }?["CONF_STATUS"] == "N")
    }

    @Test(arguments: [
        ("/A.PT.T", 5), ("/.PT+ES.T", 10), ("/..M", 15), ("/all", 44), ("/A.FOREIGN_COUNTRY.", 15),
        ("/A.PT.T/CAIS", 5), ("/A.PT.T/all", 5), ("/A.PT%2BES.T", 10),
        ("/A.PT.T?startPeriod=2022", 2), ("/A.PT.T?endPeriod=2020", 2),
        ("/A.PT.T?startPeriod=2020&endPeriod=2021-12-31", 2), ("/A.PT.T?startPeriod=2022-Q2", 1),
        ("/A.PT.?firstNObservations=2", 6), ("/A.PT.?lastNObservations=1", 3),
        ("/A.PT.T?firstNObservations=1&lastNObservations=1", 2),
        ("/A.PT.T?startPeriod=2020&lastNObservations=3", 3), ("/A.PT.?vintage=first", 12),
        ("?dimensionAtObservation=AllDimensions", 44), ("?dimensionAtObservation=GEO", 44),
    ])
    func `what 2.1 asks for is what comes`(query: String, count: Int) async throws {
        let sample = try await ServiceSample.make()
        #expect(try await sample.rows(older + query).count == count)
        let flow = try await sample.rows("/sdmx/2.1/data/" + ServiceSample.flow + query)
        #expect(flow.count == count)
    }

    @Test(arguments: [
        ("/A.PT.T", 5), ("/*.PT.T,*.ES.T", 10), ("/A.PT", 15), ("?c[SEX]=T", 15),
        ("?c[SEX]=T,M&c[GEO]=PT", 10),
        ("/A.PT.*?c[SEX]=ne:T", 10), ("?c%5BGEO%5D=sw:F&c[SEX]=eq:T", 5),
        ("/A.PT.T?c[TIME_PERIOD]=ge:2020+le:2021", 2),
        ("/A.PT.T?c[TIME_PERIOD]=ge:2020%2Ble:2021", 2),
        ("/A.PT.T?c[TIME_PERIOD]=2019,gt:2022", 2), ("?c[OBS_STATUS]=B", 9),
        ("?c[CONF_STATUS]=N", 3),
        ("?c[OBS_VALUE]=gt:320", 4), ("?c[COMMENT_OBS]=co:NOTE", 9), ("?c[VINTAGE]=first", 0),
        ("/A.PT.T?lastNObservations=2", 2), ("?attributes=none", 44), ("?measures=none", 44),
    ])
    func `what 3.0 asks for is what comes`(query: String, count: Int) async throws {
        let sample = try await ServiceSample.make()
        if count == 0 {
            #expect(try await sample.get(newer + query).status == 404)
            return
        }
        #expect(try await sample.rows(newer + query).count == count)
        let newest = try await sample.rows("/sdmx/3.0/data/*/*/PERMITS/+" + query)
        #expect(newest.count == count)
    }

    @Test func `attributes and measures are left out where nobody wants them`() async throws {
        let sample = try await ServiceSample.make()
        let plain = try #require(try await sample.rows(older + "/A.PT.T?detail=dataonly").last)
        #expect(
            plain["OBS_STATUS"] ?? "" == "" && plain["VINTAGE"] ?? "" == ""
                && plain["OBS_VALUE"] == "104")
        let status = try #require(
            try await sample.rows(newer + "/A.PT.T?attributes=OBS_STATUS").last)
        #expect(status["OBS_STATUS"] == "A" && status["UNIT_MEASURE"] ?? "" == "")
        let dataSet = try #require(try await sample.rows(newer + "/A.PT.T?attributes=dataset").last)
        #expect(dataSet["OBS_STATUS"] ?? "" == "" && dataSet["UNIT_MEASURE"] == "persons")
        let none = try #require(try await sample.rows(newer + "/A.PT.T?measures=none").last)
        #expect(none["OBS_VALUE"] ?? "" == "" && none["OBS_STATUS"] == "A")
        let xml = try await sample.get(older + "?detail=serieskeysonly", accept: "application/xml")
        #expect(xml.text.ranges(of: "SeriesKey>").count == 18)
        #expect(!xml.text.contains("ObsValue") && !xml.text.contains("OBS_STATUS"))
        let keys = try await sample.get(
            newer + "?measures=none&attributes=none", accept: "application/xml")
        #expect(keys.text.ranges(of: "<Series ").count == 9 && !keys.text.contains("<Obs "))
    }

    @Test func `what changed since is sent, and what is gone`() async throws {
        let sample = try await ServiceSample.make()
        let since = ServiceSample.first.adding(seconds: 60).description
        let text = try await sample.get(older + "?updatedAfter=" + since, accept: "application/xml")
            .text
        // A new year in each of nine lines, one value that says something else, one that went.
        #expect(text.ranges(of: "<generic:ObsValue").count == 10)
        #expect(text.contains("104") && text.contains("103.5"))
        #expect(text.ranges(of: "action=\"Replace\"").count == 1)
        let deleted = try #require(text.firstRange(of: "action=\"Delete\""))
        #expect(
            text[deleted.upperBound...].contains("\"ES\"")
                && text[deleted.upperBound...].contains("2019"))
        #expect(text[deleted.upperBound...].ranges(of: "<generic:Obs>").count == 1)
        #expect(try await sample.rows(older + "?updatedAfter=2020-01-01").count == 44)
        let now = noon.description
        #expect(try await sample.get(older + "?updatedAfter=" + now).status == 404)
    }

    @Test func `vintages are read by name, by moment, and all together`() async throws {
        let sample = try await ServiceSample.make()
        let moment = ServiceSample.first.adding(seconds: 5).description
        let then = try await sample.rows(newer + "/A.PT.T?asOf=" + moment)
        #expect(then.map { $0["OBS_VALUE"] } == ["100", "101", "102", "103"])
        #expect(Set(then.map { $0["VINTAGE"] }) == ["first"])
        let early = ServiceSample.first.adding(seconds: -5).description
        #expect(try await sample.get(newer + "?asOf=" + early).status == 404)
        let all = try await sample.rows(older + "/A.PT.T?includeHistory=true")
        #expect(
            all.map { $0["VINTAGE"] } == Array(repeating: "first", count: 4)
                + Array(repeating: "second", count: 5))
        let xml = try await sample.get(older + "?includeHistory=true", accept: "application/xml")
            .text
        #expect(xml.ranges(of: "validFromDate=").count == 2)
    }

    @Test(arguments: DataFormat.allCases)
    func `every format says the same`(format: DataFormat) async throws {
        let sample = try await ServiceSample.make()
        for query in [
            "/A.PT.*", "/A.PT.*?dimensionAtObservation=AllDimensions",
            "/A.PT.*?dimensionAtObservation=SEX",
        ] {
            let answer = try await sample.get(
                newer + query, accept: "application/vnd.sdmx." + format.rawValue)
            try #require(answer.status == 200, "\(format) \(query) \(answer.text.prefix(200))")
            #expect(
                answer.header("content-type")?.hasPrefix("application/vnd.sdmx." + format.rawValue)
                    == true)
            let sums = try observations(answer.body, format)
            #expect(sums.count == 15 && sums.sum == 1_680.5, "\(format) \(query) \(sums)")
        }
    }

    private func observations(
        _ bytes: [UInt8], _ format: DataFormat
    ) throws -> (count: Int, sum: Double) {
        var reader = try makeReader(bytes, format)
        var count = 0
        var sum = 0.0
        while let event = try reader.next() {
            guard case .observation(let one) = event else { continue }
            count += 1
            sum += one.value ?? 0
        }
        return (count, sum)
    }
}
