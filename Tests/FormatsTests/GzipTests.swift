import TestSupport
import Testing

@testable import Formats

@Test func `gzip gives back what it took and reads several members`() throws {
    var random = SeededRandom(3)
    for size in [0, 1, 1_000, 200_000] {
        let bytes = (0..<size).map { _ in UInt8.random(in: 0...20, using: &random) }
        let packed = try Gzip.compress(bytes)
        #expect(try Gzip.decompress(packed, limit: 1 << 20) == bytes)
        #expect(try Gzip.decompress(packed + packed, limit: 1 << 20) == bytes + bytes)
        let next = try Gzip.decompress(pieces(packed, of: 7), limit: 1 << 20)
        var all: [UInt8] = []
        while let part = try next() { all += part }
        #expect(all == bytes)
    }
}

@Test func `a gzip bomb a cut file and other bytes are refused`() throws {
    let bomb = try Gzip.compress([UInt8](repeating: 0, count: 5_000_000))
    #expect(problem { _ = try Gzip.decompress(bomb, limit: 1_000_000) }.contains("refused"))
    #expect(
        problem { _ = try Gzip.decompress(Array(bomb.dropLast(9)), limit: 9_000_000) }.contains(
            "cut off"))
    #expect(problem { _ = try Gzip.decompress([1, 2, 3, 4], limit: 100) }.contains("damaged"))
}
