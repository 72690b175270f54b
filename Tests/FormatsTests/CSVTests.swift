import TestSupport
import Testing

@testable import Formats

@Test func `quotes line ends and a byte order mark are read as RFC 4180 says`() throws {
    let text = "\u{FEFF}name,town\r\n\"Silva, Ana\",\"say \"\"hi\"\"\nnow\"\r\n\r\nBruno,\n"
    var reader = try CSVReader(text: text, file: "people.csv")
    #expect(reader.header == ["name", "town"])
    let rows = try reader.rows()
    #expect(rows.map(\.fields) == [["Silva, Ana", "say \"hi\"\nnow"], ["Bruno", ""]])
    #expect(rows.map(\.line) == [2, 5])
}

@Test func `a file in Windows-1252 with semicolons is read`() throws {
    let bytes =
        Array("código;valor\n".utf8.filter { $0 < 0x80 }) + [
            0xC9, 0x76, 0x6F, 0x72, 0x61, 0x3B, 0x80, 0x0A,
        ]
    var reader = try CSVReader(
        bytes: bytes, file: "ine.csv", delimiter: ";", encoding: .windows1252)
    #expect(try reader.next()?.fields == ["Évora", "€"])
}

@Test func `an error names file line column and the way out`() throws {
    var wide = try CSVReader(text: "a,b\n1,2\n1,2,3\n", file: "x.csv")
    #expect(problem { _ = try wide.rows() }.hasPrefix("x.csv:3: 3 fields where the header has 2"))
    var quoted = try CSVReader(text: "a,b\n1,\"2\n", file: "x.csv")
    #expect(
        problem { _ = try quoted.rows() }
            == "x.csv:3:2: a quote is opened and never closed; close it")
    var number = try CSVReader(text: "n\nabc\n", file: "x.csv")
    let row = try #require(try number.next())
    #expect(
        problem { _ = try row.int("n") }
            == "x.csv:2:1: n: 'abc' is not a whole number; write digits only")
    #expect(
        problem { try number.require(["m"]) }
            == "x.csv:1: m: this column is missing; the file has: n")
}

@Test func `text that is not UTF-8 is refused`() throws {
    var reader = try CSVReader(bytes: Array("a\n".utf8) + [0xE9, 0x0A], file: "x.csv")
    #expect(problem { _ = try reader.rows() }.contains("not UTF-8"))
}

@Test func `one endless line ends at the limit and not in memory`() throws {
    var limits = CSVLimits()
    limits.fieldBytes = 1_000
    let endless: ByteChunks = { Array(repeating: 65, count: 512) }
    #expect(
        problem { _ = try CSVReader(endless, file: "x.csv", limits: limits) }.contains(
            "over 1000 bytes"))
}

@Test func `what the CSV writer wrote is read back equal in pieces of any size`() throws {
    var random = SeededRandom(1)
    let alphabet: [Character] = ["a", "é", ",", "\"", "\n", "\r\n", " ", "€"]
    for _ in 0..<300 {
        let columns = Int.random(in: 1...4, using: &random)
        let rows = (0..<Int.random(in: 0...5, using: &random)).map { _ in
            (0..<columns).map { _ in
                String(
                    (0..<Int.random(in: 0...4, using: &random)).map { _ in
                        alphabet.randomElement(using: &random) ?? "a"
                    })
            }
        }
        var writer = CSVWriter(header: (0..<columns).map { "c\($0)" })
        for row in rows { writer.append(row) }
        let mark: [UInt8] = Bool.random(using: &random) ? [0xEF, 0xBB, 0xBF] : []
        let source = pieces(mark + writer.bytes, of: Int.random(in: 1...9, using: &random))
        var reader = try CSVReader(source, file: "x.csv")
        #expect(try reader.rows().map(\.fields) == rows)
    }
}
