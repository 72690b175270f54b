import TestSupport
import Testing

@testable import Formats

private func items(_ text: String, size: Int = 3) throws -> [JSONItems.Item] {
    var reader = JSONItems(pieces(Array(text.utf8), of: size), file: "cases.json")
    var all: [JSONItems.Item] = []
    while let item = try reader.next() { all.append(item) }
    return all
}

@Test(arguments: [1, 2, 7, 1_000])
func `an array and lines give the same items with their lines`(_ size: Int) throws {
    let one: JSON = ["a": "x]},\"\\", "b": [1, ["c": nil]]]
    let text = #"{"a": "x]},\"\\", "b": [1, {"c": null}]}"#
    let array = try items("\u{FEFF} [\n\(text),\n \(text)\n, 12 ,\"é\"]\n", size: size)
    #expect(array.map(\.value) == [one, one, 12, "é"])
    #expect(array.map(\.line) == [2, 3, 4, 4])
    let lines = try items("\(text)\n\n\(text)\n12\n\"é\"", size: size)
    #expect(lines.map(\.value) == [one, one, 12, "é"])
    #expect(lines.map(\.line) == [1, 3, 4, 5])
    #expect(try items(" [ ] ", size: size).isEmpty)
    #expect(try items("", size: size).isEmpty)
}

@Test(arguments: [
    "[{\"a\":1}\n{\"a\":2}]", "[1,]", "[1] 2", "[{\"a\":1}", "{\"a\":", "[1\n,,2]", "]", "[\"a",
])
func `what is no list of JSON is refused`(_ text: String) {
    #expect(throws: FormatError.self) { try items(text) }
}

@Test func `an item that is no JSON is told with its line`() {
    #expect(problem { _ = try items("{\"a\":1}\n{\n\"b\":x}\n") }.hasPrefix("cases.json:3:"))
}

@Test(arguments: [1, 2, 3, 4, 64])
func `encoding and delimiter are seen wherever a chunk ends`(_ size: Int) throws {
    func look(_ bytes: [UInt8]) throws -> TextLook { try TextLook(pieces(bytes, of: size)) }
    let utf8 = try look(Array("a,b\nÉvora,😀€\n".utf8))
    #expect(utf8.encoding == .utf8 && utf8.delimiter == "," && !utf8.isJSON)
    #expect(utf8.bytes == 19)
    let old = try look(Array("a;b;\"c,d,e,f\"\nx,y,z,\n".utf8) + [0xC9, 0x76, 0x0A])
    #expect(old.encoding == .windows1252 && old.delimiter == ";")
    #expect(try look(Array("a,b\n\u{E9}".utf8.dropLast())).encoding == .windows1252)
    #expect(try look(Array(" \n{\"a\": 1}".utf8)).isJSON)
    #expect(try look(Array("\u{FEFF}[1]".utf8)).isJSON)
    #expect(try look([]).bytes == 0)
}

@Test func `a row of another width is handed over to whoever asks for it`() throws {
    var reader = try CSVReader(text: "a,b\n1\n1,2\n1,2,3\n", file: "x.csv")
    var widths: [Int] = []
    while let row = try reader.next(ofAnyWidth: true) {
        widths.append(row.count)
        #expect(row["b"] == (row.count == 1 ? nil : "2"))
    }
    #expect(widths == [1, 2, 3])
}

@Test(arguments: ["=1+1", "+351", "-1", "@a", "\tx", "\rx", "＝1"])
func `no field of a list is taken for a formula`(_ text: String) {
    #expect(spreadsheetText(text) == "'" + text)
}

@Test(arguments: ["", "Ana", "a=b", "2026-11-26", " =1", "'=1"])
func `what is no formula stays as it is`(_ text: String) {
    #expect(spreadsheetText(text) == text)
}
