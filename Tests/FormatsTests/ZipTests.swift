import TestSupport
import Testing

@testable import Formats

/// The bytes of an archive of two files that CPython's zipfile reads (names, contents, day and checksums).
private let archive = """
    504b030414000008000000007a5d8a667a770300000003000000080000006f6cc3a12e74\
    78744f6c61504b030414000008000000007a5d0000000000000000000000000800000061\
    2f622e6a736f6e504b0102140314000008000000007a5d8a667a77030000000300000008\
    00000000000000000000008081000000006f6cc3a12e747874504b010214031400000800\
    0000007a5d00000000000000000000000008000000000000000000000080812900000061\
    2f622e6a736f6e504b050600000000020002006c0000004f0000000000
    """

@Test func `an archive has the bytes that other programs read`() throws {
    var zip = ZipWriter(year: 2_026, month: 11, day: 26)
    var bytes = try zip.file("olá.txt", Array("Ola".utf8))
    bytes += try zip.file("a/b.json", [])
    bytes += try zip.finish()
    #expect(hex(bytes) == archive)
}

@Test func `a file that is sent in pieces makes the same archive`() throws {
    var zip = ZipWriter(year: 2_026, month: 11, day: 26)
    var sum = ZipSum()
    for piece in [[UInt8]("O".utf8), [], Array("la".utf8)] { sum.take(piece) }
    #expect(sum.size == 3)
    var bytes = try zip.head("olá.txt", sum) + Array("Ola".utf8)
    bytes += try zip.head("a/b.json", ZipSum())
    bytes += try zip.finish()
    #expect(hex(bytes) == archive)
}

@Test func `a name is taken once, and is no way out of the folder`() throws {
    var zip = ZipWriter(year: 2_026, month: 1, day: 1)
    _ = try zip.file("a", [1])
    for name in ["", "/a", "../a", "a/../../b", String(repeating: "a", count: 65_536)] {
        #expect(throws: FormatError.self) { try zip.file(name, []) }
    }
    #expect(problem { _ = try zip.file("a", []) }.contains("already"))
    #expect(throws: Never.self) { try zip.file("a..b", []) }
}

private func hex(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}
