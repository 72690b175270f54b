import Testing

@testable import Formats

private func read(_ bytes: [UInt8], piece: Int = 7, limit: Int = 1 << 20) throws -> [UInt8] {
    let entry = try ZipReader.file(pieces(bytes, of: piece), limit: limit)
    var all: [UInt8] = []
    while let part = try entry.bytes() { all += part }
    return all
}

@Test func `a stored file is read back from our own archive`() throws {
    var writer = ZipWriter(year: 2026, month: 11, day: 28)
    let text = Array("sums and periods".utf8)
    let first = try writer.file("a.xml", text)
    let one = try first + writer.finish()
    for piece in [1, 3, 1_000] { #expect(try read(one, piece: piece) == text) }
    var both = ZipWriter(year: 2026, month: 11, day: 28)
    let two = try both.file("a.xml", text) + both.file("b.xml", text) + both.finish()
    #expect(problem { _ = try read(two) }.contains("holds several files"))
}

@Test func `what is cut off damaged or too large is refused`() throws {
    var writer = ZipWriter(year: 2026, month: 11, day: 28)
    let text = [UInt8](repeating: 65, count: 5_000)
    let whole = try writer.file("a.xml", text) + writer.finish()
    #expect(problem { _ = try read(whole, limit: 4_999) }.contains("over 4999 bytes"))
    #expect(problem { _ = try read(Array(whole.prefix(3_000))) }.contains("cut off"))
    var damaged = whole
    damaged[100] = 66
    #expect(problem { _ = try read(damaged) }.contains("its sum is wrong"))
    #expect(problem { _ = try read(Array("PK".utf8)) }.contains("cut off"))
    #expect(problem { _ = try read(Array("no archive at all".utf8)) }.contains("no ZIP archive"))
    // Bit 0 of the flags.
    damaged = whole
    damaged[6] = 1
    #expect(problem { _ = try read(damaged) }.contains("encrypted"))
}
