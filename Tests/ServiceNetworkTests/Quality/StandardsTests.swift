import Formats
import Foundation
import Kernel
import Statistics
import Storage
import TestSupport
import Testing
import Web

@testable import ServiceNetwork

@Suite struct StandardsTests {
    private let text: String

    init() throws {
        text = try String(
            contentsOfFile: projectFolder + "/policy/pt/network/standards.yaml", encoding: .utf8)
    }

    private func refusal(_ old: String, _ new: String) -> String? {
        do {
            _ = try ServiceStandards(yaml: text.replacing(old, with: new), file: "s.yaml")
            return nil
        } catch let error as FormatError {
            return error.message
        } catch {
            return "\(error)"
        }
    }

    @Test func `the file of the policy promises what no law was read to say, and says so`() throws {
        let standards = try realStandards()
        #expect(standards.standards.count == 5 && standards.cellMin == 10)
        #expect(standards.standards.allSatisfy { $0.basis == .choice && !$0.verified })
        #expect(standards.standards.allSatisfy { !$0.sources.isEmpty })
        #expect(standards.rule.threshold == 10 && standards.rule.roundingBase == 5)
        #expect(standards.training("mediation")?.roles == ["mediator"])
    }

    @Test(arguments: [
        ("procedure: renewal", "protocol: renewal", "this key is not known"),
        ("    procedure: renewal\n", "", "a procedure stands with decided-within, and only there"),
        ("    days: 30\n", "", "days stand with decided-within and visit-within, and only there"),
        ("verified: false\n  # 60", "verified: true\n  # 60", "a choice of the installation"),
        ("sources: [design, vista]", "sources: [nobody]", "no source 'nobody' under 'sources'"),
        ("service: renewal", "service: ferry", "there is no service 'ferry'"),
        ("cellMin: 10", "cellMin: 2", "write a whole number from 3 to 100"),
        ("code: renewal-decided", "code: residence-decided", "'residence-decided' stands here"),
        ("roles: [mediator]\n", "roles: [captain]\n", "'captain' is not known"),
        ("lastReviewed: 2026-11-27", "lastReviewed: soon", "write the day as 2026-11-27"),
    ])
    func `what is written wrongly is refused with its reason`(
        old: String, new: String, reason: String
    ) {
        #expect(text.contains(old))
        #expect(refusal(old, new)?.hasPrefix(reason) == true, "\(old)")
    }

    @Test func `the schema has every key that the reader takes`() throws {
        let schema = try String(
            contentsOfFile: projectFolder + "/policy/pt/network/standards.schema.json",
            encoding: .utf8)
        let json = try JSON.parse(schema)
        #expect(
            keys(json) == [
                "lastReviewed", "cellMin", "warnDays", "sources", "standards", "trainings",
            ])
        #expect(
            keys(json["$defs"]?["standard"]) == [
                "code", "service", "promise", "measure", "procedure", "days", "share", "basis",
                "article", "sources", "verified",
            ])
        #expect(keys(json["$defs"]?["training"]) == ["code", "title", "roles", "sources"])
    }

    private func keys(_ part: JSON?) -> Set<String>? {
        part?["properties"]?.objectValue.map { Set($0.keys) }
    }

    @Test func `the page says what is promised and that it is a choice`() async throws {
        let network = try await qualityNetwork(.sqlite)
        let page = try await RoomBrowser(network.routes).get("/quality/standards")
        #expect(page.status == 200)
        for words in [
            "We decide on a renewal within 84 days.", "90 of 100 within 84 days",
            "80 of 100 people say so", "A choice of this installation", "Every service",
        ] { #expect(page.text.contains(words), "\(words)") }
    }
}
