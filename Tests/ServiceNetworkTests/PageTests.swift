import Foundation
import Kernel
import Languages
import Storage
import TestSupport
import Testing
import Web

@testable import ServiceNetwork

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
        #expect(
            lines.first?.hours == OpeningHours(days: "MO,TU,WE,TH,FR", opens: 540, closes: 1_140))
        #expect(
            phones("808 257 257; 218").text
                == "<a href=\"tel:808257257\">808 257 257</a> · <a href=\"tel:218\">218</a>")
    }

    @Test func `every need has words of its own`() throws {
        let t = try translator("en")
        let words = KnownService.allCases.map { $0.words(t) }
        #expect(Set(words).count == KnownService.allCases.count)
        #expect(
            OpeningHours(days: "MO,TU,WE,TH,FR", opens: 540, closes: 1_140).words(t)
                == "Monday to Friday, 09:00\u{2013}19:00")
    }

    private func answer(_ question: HelpQuestion, in db: Reader) throws -> HelpAnswer {
        HelpAnswer(question, on: try DirectorySnapshot(in: db), civil: CivilTimes(), at: noon)
    }

    private func page(_ question: HelpQuestion, _ network: ServiceNetwork) async throws -> String {
        let t = try translator("en")
        let outline = try land()
        return try await network.database.read { db in
            HelpView(
                t: t, question: question, answer: try answer(question, in: db), outline: outline
            ).html.text
        }
    }

    @Test(arguments: Engine.underTest)
    func `the page keeps what processes apart from what informs`(engine: Engine) async throws {
        let network = try await network(engine)
        let question = HelpQuestion(
            need: "family-reunification", near: "lisboa", words: nil, others: false, asMap: false,
            page: 2)
        let text = try await page(question, network)
        #expect(text.contains("Here you get information and help, but nothing is decided"))
        #expect(!text.contains("Here you can file your request"))
        #expect(text.contains("10 of 34 one-stop centres (Loja AIMA) known."))
        #expect(text.contains("16 of about 100 local centres (CLAIM) known."))
        #expect(text.contains("We do not know the address. Call before you go."))
        #expect(text.contains("808 257 257"))
        #expect(text.utf8.count < 40_000)
    }

    @Test(arguments: Engine.underTest) func `a name with marks in it stays text`(
        engine: Engine
    ) async throws {
        let network = try await network(engine)
        let question = HelpQuestion(
            need: nil, near: "<i>zz\"", words: "<script>", others: true, asMap: false, page: 1)
        let text = try await page(question, network)
        #expect(!text.contains("<script>") && !text.contains("<i>zz"))
        #expect(text.contains("We know no place for this"))
        #expect(text.contains("We know no municipality with this name."))
    }

    @Test(arguments: Engine.underTest)
    func `a closed place and a registry desk say what they are`(engine: Engine) async throws {
        let network = try await network(engine)
        let t = try translator("en")
        let (closed, desk) = try await network.database.read { db in
            let registry: LocationID? = try db.value(
                "SELECT id FROM location WHERE kind = 'registry' ORDER BY id LIMIT 1")
            return (
                try PlaceView(
                    LocationID(slug: "claim-sines"), t: t, network: network, at: noon, in: db
                )
                .html.text,
                try PlaceView(registry ?? LocationID(0), t: t, network: network, at: noon, in: db)
                    .html.text
            )
        }
        #expect(closed.contains("This place is closed. Do not go there."))
        #expect(!closed.contains("You can file here"))
        #expect(desk.contains("It takes no request to the agency for migration."))
        #expect(desk.contains("(state of 2020)"))
        await #expect(throws: Refused.notFound) {
            try await network.database.read { db in
                _ = try PlaceView(LocationID(1), t: t, network: network, at: noon, in: db)
            }
        }
    }

    @Test(arguments: Engine.underTest) func `the map is a page of its own under its budget`(
        engine: Engine
    ) async throws {
        let network = try await network(engine)
        let question = HelpQuestion(
            need: "residence", near: "Beja", words: nil, others: false, asMap: true, page: 1)
        let text = try await page(question, network)
        #expect(text.contains("<svg"))
        #expect(text.contains("Loja AIMA Beja"))
        #expect(text.utf8.count < 40_000)
    }

    @Test func `a long answer is cut into pages`() async throws {
        let network = try await network(.sqlite)
        let question = HelpQuestion(
            need: nil, near: "", words: nil, others: true, asMap: false, page: 1)
        let answer = try await network.database.read { db in try self.answer(question, in: db) }
        #expect(answer.shown.count == 10)
        #expect(answer.pages == 14)
    }
}

/// The outline of the districts.
func land() throws -> [[MapCorner]] {
    let path = referenceData + "/geography/districts-outline.json"
    return try ServiceNetwork.outline(
        geoJSON: [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))), file: path)
}
