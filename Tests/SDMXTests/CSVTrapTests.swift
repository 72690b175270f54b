import Formats
import SDMX
import Testing

private func given(_ text: String) throws -> Given {
    var reader = try CSVDataReader(bytes: Array(text.utf8), file: "x.csv")
    return try Given(&reader)
}

@Suite struct CSVTrapTests {
    @Test func `what is missing stays missing`() throws {
        let given = try given(
            "DATAFLOW,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG\nA:B(1.0),PT,2020,,\nA:B(1.0),PT,2021,NaN,\n"
                + "A:B(1.0),PT,2022,:,u\nA:B(1.0),PT,2023,0,\nA:B(1.0),PT,2024,c,\n")
        #expect(given.observations.map(\.value) == [nil, nil, nil, 0, nil])
        #expect(given.observations.map(\.text) == [nil, nil, nil, nil, "c"])
        #expect(given.observations.map(\.status) == [nil, nil, "u", nil, nil])
    }

    @Test func `byte order mark, line ends of Windows and quoted line ends are read`() throws {
        let given = try given(
            "\u{FEFF}DATAFLOW,geo,TIME_PERIOD,OBS_VALUE,NOTE\r\nA:B(1.0),PT,2020,1.5,\"a\r\nb \"\"c\"\"\"\r\n"
                + "A:B(1.0),ES,2020,2.5,\r\n\r\nA:B(1.0),ES,2021,-3e2,x")
        #expect(given.observations.map(\.value) == [1.5, 2.5, -300])
        #expect(given.observations[0].attributes == ["NOTE": "a\r\nb \"c\""])
        #expect(given.observations[1].attributes == [:])
    }

    @Test func `a semicolon file has decimal commas, and a point is read as well`() throws {
        let given = try given("DATAFLOW;geo;TIME_PERIOD;OBS_VALUE\nX;PT;2020;1,5\nX;PT;2021;2.5\n")
        #expect(given.observations.map(\.value) == [1.5, 2.5])
    }

    @Test func `actions and structures cut a file into data sets`() throws {
        let given = try given(
            "STRUCTURE,STRUCTURE_ID,ACTION,geo,TIME_PERIOD,OBS_VALUE\ndataflow,A:B(1.0),I,PT,2020,1\n"
                + "dataflow,A:B(1.0),A,PT,2021,2\ndataflow,A:B(1.0),M,PT,2022,3\n"
                + "dataflow,A:B(1.0),R,PT,2023,4\ndataflow,A:B(1.0),D,PT,,\ndataflow,A:C(1.0),D,PT,2020,\n"
        )
        #expect(
            given.heads.map(\.action) == [
                .information, .append, .merge, .replace, .delete, .delete,
            ])
        #expect(given.heads.map(\.structure.dataflow).last == "A:C(1.0)")
        #expect(given.observations.count == 6)
    }

    @Test func `rows at partial keys are groups, and a key is not taken over from a refused row`()
        throws
    {
        var reader = try CSVDataReader(
            bytes: Array(
                ("STRUCTURE,STRUCTURE_ID,ACTION,geo,sex,TIME_PERIOD,OBS_VALUE,NOTE\n"
                    + "dataflow,X,I,PT,,,,hello\ndataflow,X,I,PT,F,,,series\ndataflow,X,?,ES,F,2020,1,\n"
                    + "dataflow,X,I,ES,F,2021,2,\n").utf8), file: "x.csv")
        _ = try reader.next()
        #expect(
            try reader.next()
                == .group(PartialKeyAttributes(key: ["PT", nil], attributes: ["NOTE": "hello"])))
        #expect(
            try reader.next()
                == .group(PartialKeyAttributes(key: ["PT", "F"], attributes: ["NOTE": "series"])))
        let error = #expect(throws: FormatError.self) { try reader.next() }
        #expect(error?.line == 4 && error?.field == "ACTION")
        #expect(
            try reader.next()
                == .observation(Observation(key: ["ES", "F"], period: "2021", value: 2)))
        #expect(try reader.next() == nil)
    }

    @Test(arguments: [1, 2, 3, 7, 64])
    func `chunks of any size give the same`(_ size: Int) throws {
        let text =
            "DATAFLOW,geo,TIME_PERIOD,OBS_VALUE,NOTE\r\nX,PT,2020,1.5,\"a\"\"b\"\r\nX,PT,2020-Q1,1,a long text that is remembered\r\n"
            + "X,PT,2020-Q2,2,a long text that is remembered\r\nX,é,2021,3,\n"
        let whole = try given(text)
        var rest = Array(text.utf8)[...]
        var reader = try CSVDataReader(
            {
                if rest.isEmpty { return nil }
                defer { rest = rest.dropFirst(size) }
                return Array(rest.prefix(size))
            }, file: "x.csv")
        #expect(try Given(&reader) == whole)
        #expect(
            whole.observations.count == 4 && whole.observations[0].attributes == ["NOTE": "a\"b"])
    }

    @Test(arguments: [
        ("DATAFLOW,geo,OBS_VALUE\nX,PT,1\nX,\"PT,2\nX,ES,3\n", "x.csv:3:2: a quote is opened"),
        ("DATAFLOW,geo,OBS_VALUE\nX,PT,1\nX,P\"T,2\n", "x.csv:3:2: a quote inside"),
        ("DATAFLOW,geo,OBS_VALUE\nX,PT,1\nX,PT", "x.csv:3: 2 fields where the header has 3"),
        ("DATAFLOW,geo\nX,PT\n", "OBS_VALUE: this column is missing"),
        ("geo,OBS_VALUE\nPT,1\n", "begins with DATAFLOW"), ("", "the file is empty"),
    ])
    func `a bad file is refused with its place and the way out`(_ text: String, _ part: String) {
        let error = #expect(throws: FormatError.self) { try given(text) }
        #expect(error.map { "\($0)".contains(part) } == true, "\(error.map { "\($0)" } ?? "")")
    }

    @Test func `a line without end is refused before it fills the memory`() {
        var (sent, isFirst) = (0, true)
        let chunk = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20)
        let error = #expect(throws: FormatError.self) {
            var reader = try CSVDataReader(
                {
                    if isFirst {
                        isFirst = false
                        return Array("DATAFLOW,geo,OBS_VALUE\nX,".utf8)
                    }
                    sent += chunk.count
                    return sent > 2 << 30 ? nil : chunk
                }, file: "long.csv")
            while try reader.next() != nil {}
        }
        #expect(error?.line == 2 && sent < 8 << 20)
    }
}
