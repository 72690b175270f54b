import Foundation
import Kernel
import Languages
@testable import ServiceNetwork
import Storage
import TestSupport
import Testing
import Web

@Suite struct PageTests {
    @Test(arguments: Engine.underTest)
    func `the page says how much of the network is known`(engine: Engine) async throws {
        let network = try await network(engine)
        let sizes = try await network.database.read { db in try NetworkSize.all(in: db) }
        let known = Dictionary(sizes.map { ($0.kind, $0) }) { first, _ in first }
        #expect(known[.aima]?.known == 10)
        #expect(known[.aima]?.total == 34)
        #expect(known[.claim]?.known == 16)
        #expect(known[.claim]?.total == 100)
        #expect(known[.claim]?.isApproximate == true)
        #expect(known[.cnaim]?.known == 4)
    }

    @Test(arguments: Engine.underTest)
    func `the lines that answer everybody are there`(engine: Engine) async throws {
        let network = try await network(engine)
        let lines = try await network.database.read { db in try ContactLine.all(in: db) }
        #expect(lines.first?.key == "helpline")
        #expect(lines.first?.phone == "808 257 257; 218 106 191")
        #expect(lines.first?.hours == OpeningHours(days: "MO,TU,WE,TH,FR", opens: 540, closes: 1_140))
        #expect(phones("808 257 257; 218").text == "<a href=\"tel:808257257\">808 257 257</a> · <a href=\"tel:218\">218</a>")
    }

    @Test func `every need has words of its own`() throws {
        let t = try english()
        let words = KnownService.allCases.map { $0.words(t) }
        #expect(Set(words).count == KnownService.allCases.count)
        #expect(OpeningHours(days: "MO,TU,WE,TH,FR", opens: 540, closes: 1_140).words(t)
            == "Monday to Friday, 09:00\u{2013}19:00")
    }
}

/// A translator without a catalogue: the texts of the source.
func english() throws -> Translator {
    let root = referenceData.dropLast("/data".count) + "/languages/"
    let files = try ["en/locale.json"].map { (path: $0, text: try String(contentsOfFile: root + $0, encoding: .utf8)) }
    return try LanguageSet.load(files: files, fallback: "en").translator("en")
}
