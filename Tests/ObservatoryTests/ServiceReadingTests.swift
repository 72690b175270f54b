import Kernel
import SDMX
import TestSupport
import Testing

@testable import Observatory

/// What a query means, before any data are read.
@Suite struct ServiceReadingTests {
    @Test(arguments: [
        ("", "genericdata+xml;version=2.1"), ("*/*", "genericdata+xml;version=2.1"),
        (
            "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "genericdata+xml;version=2.1"
        ),
        ("application/json", "data+json;version=1.0.0"), ("text/csv", "data+csv;version=1.0.0"),
        ("application/vnd.sdmx.data+json", "data+json;version=1.0.0"),
        ("application/vnd.sdmx.data+json;version=2.0.0", "data+json;version=2.0.0"),
        ("application/vnd.sdmx.data+json;version=2.0.0+", "data+json;version=2.0.0"),
        ("application/vnd.sdmx.data+json;version=2.0+.0", "data+json;version=2.1.0"),
        ("application/vnd.sdmx.data+json; version=1.0.0-wd", nil),
        (
            "application/vnd.sdmx.genericdata+xml;version=2.1;q=0.1, text/csv",
            "data+csv;version=1.0.0"
        ),
        (
            "application/vnd.sdmx.structurespecificdata+xml;version=2.1",
            "structurespecificdata+xml;version=2.1"
        ),
        ("application/vnd.sdmx.data+xml;version=3.0.0", "data+xml;version=3.0.0"),
        ("application/vnd.sdmx.data+xml;version=3.1.0", nil), ("image/png", nil),
        ("text/csv;q=0", nil),
        ("application/vnd.sdmx.data+csv;version=1.0.0;labels=name", nil),
        ("application/vnd.sdmx.data+csv;version=1.0.0;labels=both", "data+csv;version=1.0.0"),
    ])
    func `the first format that is written here is taken, or none`(accept: String, format: String?)
    {
        let agreed = try? Negotiation.data(accept, .older)
        // A header whose every range has weight zero accepts nothing.
        #expect(agreed?.format.rawValue == format)
    }

    @Test func `the newer door has newer defaults and wishes for cells`() throws {
        #expect(try Negotiation.data("", .newer).format == .json20)
        #expect(try Negotiation.data("application/xml", .newer).format == .ml30)
        #expect(try Negotiation.data(csv20 + ";labels=both", .newer).csv.hasLabels)
        #expect(try !Negotiation.data(csv20 + ";labels=id;keys=none", .newer).csv.hasLabels)
        for wish in ["labels=name", "keys=both", "timeFormat=normalized", "labels=some"] {
            #expect(throws: ServiceError.self) { try Negotiation.data(csv20 + ";" + wish, .newer) }
        }
        #expect(try Negotiation.structure("", .newer) == .json20)
        #expect(try Negotiation.structure("application/vnd.sdmx.structure+xml", .older) == .ml21)
        #expect(throws: ServiceError.self) { try Negotiation.structure("text/csv", .newer) }
    }

    @Test(arguments: [
        ("1.0", "1.0", true), ("1.0.0", "1.0", true), ("1.1", "1.0", false), ("+", "1.0", true),
        ("~", "0.1", true), ("latest", "1.0", true), ("*", "9.9", true), ("1.0+", "1.4", true),
        ("1.2+", "1.1", false), ("1+.1", "2.0", true), ("1+.1", "1.0", false),
        ("2.0+.0", "3.0", false),
        ("1.+", "1.7", true),
    ])
    func `a version that is asked for is met, or is not`(
        asked: String, there: String, isMet: Bool
    ) throws {
        #expect(try #require(VersionQuery(asked)).matches(there) == isMet)
    }

    @Test(arguments: ["x", "1.x", "1.0.0.0", "1..0", "-1"])
    func `what is no version is refused`(text: String) {
        #expect(VersionQuery(text) == nil)
    }

    @Test func `a key names codes by position, several, or any`() throws {
        func matches(
            _ text: String, _ key: [String], _ door: ServiceGeneration = .older
        ) throws -> Bool {
            try SeriesKeyQuery(text, count: 3, door).matches(key)
        }
        #expect(try matches("all", ["A", "PT", "T"]))
        #expect(try matches("A.PT.T", ["A", "PT", "T"]))
        #expect(try !matches("A.PT.T", ["A", "PT", "M"]))
        #expect(try matches("A.PT+ES.", ["A", "ES", "M"]))
        // A plus that came through an address as a blank.
        #expect(try matches("A.PT ES.", ["A", "ES", "M"]))
        #expect(try !matches(".FR.", ["A", "ES", "M"]))
        #expect(try matches("*.PT", ["A", "PT", "M"], .newer))
        #expect(try matches("A.ES.T,A.PT.*", ["A", "PT", "M"], .newer))
        #expect(try !matches("A.ES.T,A.PT.*", ["A", "ES", "M"], .newer))
        for bad in ["A.PT", "A.PT.T.X", "A.P T'.", "A.PT.(T)"] {
            #expect(throws: ServiceError.self) { _ = try SeriesKeyQuery(bad, count: 3, .older) }
        }
    }

    @Test func `a component is compared as the operator says`() throws {
        func filter(_ text: String) throws -> ComponentFilter {
            try ComponentFilter("X", written: text)
        }
        #expect(try filter("A,B").holds(text: "B"))
        #expect(try !filter("A,B").holds(text: "C"))
        #expect(try filter("ne:A").holds(text: "C"))
        #expect(try !filter("ne:A+ne:C").holds(text: "C"))
        #expect(try filter("A,ge:B+le:D").holds(text: "C"))
        #expect(
            try filter("co:OR").holds(text: "Portugal") && !filter("nc:or").holds(text: "Portugal"))
        #expect(try filter("sw:Po+ew:al").holds(text: "Portugal"))
        #expect(try filter("gt:10+lt:20").holds(number: 15) && !filter("gt:10").holds(number: 10))
        #expect(try !filter("ge:0").holds(number: nil) && filter("ne:0").holds(number: nil))
        for bad in ["", "A,", "ge:"] { #expect(throws: ServiceError.self) { _ = try filter(bad) } }
    }

    @Test func `a period lies within others with all of its days`() throws {
        func holds(_ text: String, _ period: String) throws -> Bool {
            try ComponentFilter("TIME_PERIOD", written: text).holds(period: period)
        }
        #expect(try holds("ge:2019-Q2", "2019-Q3") && !holds("ge:2019-Q2", "2019-Q1"))
        #expect(try !holds("ge:2019-Q2", "2019"))
        #expect(try holds("le:2020", "2020-12") && !holds("le:2020-06", "2020"))
        #expect(try holds("gt:2019+lt:2021", "2020") && !holds("gt:2019", "2019"))
        #expect(try holds("2020", "2020-A1") && !holds("2020", "2020-01"))
        #expect(try holds("2019,2021", "2021") && !holds("2019,2021", "2020"))
        #expect(try holds("ge:2020-01-01T00:00:00", "2020"))
    }

    @Test func `names of the room become identifiers by one rule`() {
        #expect(Identifiers.name("pt-foreign-residents.titles") == "PT_FOREIGN_RESIDENTS_TITLES")
        #expect(Identifiers.name("2021-census") == "X2021_CENSUS")
        #expect(Identifiers.name("…") == "XE280A6")
        #expect(Identifiers.code("Y15-64") == "Y15-64")
        #expect(Identifiers.code("São Tomé") == "SAO_TOME")
        #expect(
            Identifiers.unique(["a b", "a.b", "A_B"], by: Identifiers.code) == [
                "A_B", "A_B_2", "A_B_3",
            ])
    }

    @Test func `signs that no list has are kept beside`() {
        #expect(ServedStatus("").status == "A" && ServedStatus("").flags == nil)
        #expect(ServedStatus("b").status == "B" && ServedStatus("b").flags == nil)
        #expect(ServedStatus("bp").status == "B" && ServedStatus("bp").flags == "bp")
        #expect(ServedStatus("z").status == nil && ServedStatus("z").flags == "z")
        #expect(servedConfidentiality("") == nil && servedConfidentiality("n") == "N")
        #expect(servedConfidentiality("?") == "C")
    }

    @Test func `a moment is written and read as HTTP wants it`() throws {
        let moment = Moment(
            try #require(Day(year: 2026, month: 11, day: 28)), hour: 1, minute: 2, second: 3)
        #expect(moment.httpDate == "Sat, 28 Nov 2026 01:02:03 GMT")
        #expect(Moment(httpDate: moment.httpDate) == moment)
        #expect(
            Moment(httpDate: "yesterday") == nil
                && Moment(httpDate: "Sat, 31 Feb 2026 01:02:03 GMT") == nil)
        #expect(Moment(written: "2026-11-28T03:02:03 02:00") == moment)
        #expect(Moment(written: "2026-11-28T03:02:03+02:00") == moment)
        for bad in ["2026", "2026-11-28T25:00:00Z", "2026-11-28T03", "2026-11-28 x"] {
            #expect(Moment(written: bad) == nil, "\(bad)")
        }
    }
}
