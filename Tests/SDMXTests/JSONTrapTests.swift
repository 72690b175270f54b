import Formats
import SDMX
import Testing

/// A message with its data before its structure, as JSON allows it.
private func message(_ dataSet: String, structure: String = plain) -> [UInt8] {
    Array(
        """
        {"data":{"dataSets":[\(dataSet)],"structures":[\(structure)]},"meta":{"id":"T"}}
        """.utf8)
}

private let plain = """
    {"links":[{"urn":"urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow=A:B(1.0)","rel":"dataflow"}],
     "dimensions":{"series":[{"id":"geo","values":[{"id":"PT"},{"id":"ES"}]}],
       "observation":[{"id":"TIME_PERIOD","values":[{"id":"2020"},{"id":"2021"}]}]},
     "attributes":{"series":[{"id":"UNIT","values":[{"id":"P"}]}],
       "observation":[{"id":"OBS_STATUS","values":[{"id":"b"}]},{"id":"NOTE"}]}}
    """

private func given(_ bytes: [UInt8]) throws -> Given {
    var reader = try JSONDataReader(bytes: bytes, file: "x.json")
    return try Given(&reader)
}

@Suite struct JSONTrapTests {
    @Test func `the structure and the action may stand behind the data`() throws {
        let given = try given(
            message(
                """
                {"series":{"1":{"observations":{"0":[1.5,0,"a\\u00e9"],"1":[null],"x":[]}}},"action":"Append"}
                """.replacing(",\"x\":[]", with: "")))
        #expect(given.heads.map(\.action) == [.append])
        #expect(given.heads[0].structure.dataflow == "A:B(1.0)")
        #expect(
            given.observations == [
                Observation(
                    key: ["ES"], period: "2020", value: 1.5, status: "b", attributes: ["NOTE": "aé"]
                ),
                Observation(key: ["ES"], period: "2021", value: nil),
            ])
    }

    @Test func `series attributes behind the observations hold all the same`() throws {
        let front = try given(
            message(#"{"series":{"0":{"attributes":[0],"observations":{"0":[1]}}}}"#))
        let back = try given(
            message(#"{"series":{"0":{"observations":{"0":[1]},"attributes":[0]}}}"#))
        #expect(front.lines == back.lines && front.lines.keys.first?.contains("UNIT=P") == true)
    }

    @Test func `a deleted series has no periods`() throws {
        let given = try given(message(#"{"series":{"1":{}},"action":"Delete"}"#))
        #expect(given.observations == [Observation(key: ["ES"], period: "", value: nil)])
    }

    @Test(arguments: [
        (#"{"series":{"2":{}}}"#, "geo: value 2 of dimension geo"),
        (#"{"series":{"0:0":{}}}"#, "'0:0' is not the key of a series"),
        (#"{"series":{"0":{"observations":{"0":1}}}}"#, "values of an observation are an array"),
        (#"{"series":[]}"#, "an object is expected"),
        (#"{"structure":3,"series":{}}"#, "no structure 3"),
        (#"{"action":"Burn"}"#, "'Burn' is no action"),
        (#"{"series":{"0":{"observations":{"0":[1.]}}}}"#, "this is no number"),
    ])
    func `wrong types are refused with their place`(_ dataSet: String, _ part: String) {
        let error = #expect(throws: FormatError.self) { try given(message(dataSet)) }
        let text = error.map { "\($0)" } ?? ""
        #expect(text.contains(part) && text.hasPrefix("x.json:1:"), "\(text)")
    }

    @Test func `a message that is cut anywhere is refused`() throws {
        let whole = message(
            #"{"series":{"0":{"attributes":[0],"observations":{"0":[1,0,"é\\n"]}}}}"#)
        _ = try given(whole)
        for count in 0..<whole.count {
            #expect(throws: FormatError.self, "\(count)") { try given(Array(whole.prefix(count))) }
        }
    }

    @Test(arguments: [1, 2, 3, 5, 64])
    func `chunks of any size give the same`(_ size: Int) throws {
        let bytes =
            [0xEF, 0xBB, 0xBF]
            + message(
                #"{"series":{"0":{"attributes":[0],"observations":{"0":[1,0,"é\\n"],"1":[-2.5e1]}}}}"#
            )
        var reader = try JSONDataReader(
            {
                var rest = bytes[...]
                return {
                    if rest.isEmpty { return nil }
                    defer { rest = rest.dropFirst(size) }
                    return Array(rest.prefix(size))
                }
            }, file: "x.json")
        #expect(try Given(&reader) == given(bytes))
        #expect(try given(bytes).observations[1].value == -25)
    }

    @Test func `brackets without end and texts without end are refused in little memory`() {
        let deep = #expect(throws: FormatError.self) {
            try given(Array((String(repeating: "[", count: 100_000)).utf8))
        }
        #expect(deep != nil)
        let nested = "{\"meta\":" + String(repeating: "{\"a\":", count: 100) + "1"
        let error = #expect(throws: FormatError.self) { try given(Array(nested.utf8)) }
        #expect(error.map { "\($0)".contains("brackets within brackets") } == true)
        var sent = 0
        let chunk = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20)
        let long = #expect(throws: FormatError.self) {
            _ = try JSONDataReader(
                {
                    var isFirst = true
                    return {
                        if isFirst {
                            isFirst = false
                            return Array(#"{"meta":{"id":""#.utf8)
                        }
                        sent += chunk.count
                        return sent > 2 << 30 ? nil : chunk
                    }
                }, file: "long.json")
        }
        #expect(long?.line == 1 && sent < 16 << 20)
    }

    @Test func `errors are read where a service sends nothing else`() throws {
        var reader = try JSONDataReader(
            bytes: Array(#"{"errors":[{"code":100,"title":"No results"}]}"#.utf8), file: "x.json")
        #expect(try reader.next() == nil)
        #expect(reader.footer == [FooterMessage(code: 100, texts: [["und": "No results"]])])
    }
}
