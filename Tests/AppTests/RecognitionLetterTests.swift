import Formats
import Foundation
import Kernel
import TestSupport
import Testing
import Web

@testable import App
@testable import Cases

/// A request for recognition, filled in page by page: its receipt names the papers that `cais decide` names, for the same
/// reasons.
@Suite struct RecognitionLetterTests {
    @Test(arguments: requests)
    func `command and letter name the same papers for the same reasons`(
        procedure: String, answers: [String: String]
    ) async throws {
        let installed = try await DemoStore.shared.copy()
        let house = try await House.open(installed.options)
        defer { house.compartments.close() }
        let ana = Browser(try await house.site())
        try await ana.signIn("ana")
        let letter = try await receipt(procedure, answers, ana)
        let name = DecisionName(
            model: procedure == "recognition-humanitarian"
                ? "humanitarian-documents" : "recognition-documents", decision: "documents")
        let models = try AimedModel.all(in: projectFolder + "/policy/pt/decisions")
        let model = try #require(models.first { $0.name == name.model })
        let facts = answers.mapValues { answer -> JSON in
            ["yes", "no"].contains(answer) ? .bool(answer == "yes") : .string(answer)
        }
        let command = try Decider()
        let words = letter[...]
        let told = try command.answer(name, facts, of: model)
        #expect(!told.isEmpty)
        #expect(codesShown(for: name, in: words, until: "</div>") == told, "\(procedure)")
        let language = letter.contains("<html lang=\"en\"") ? "en" : "pt"
        let reasons = try command.written(name, facts, of: model, in: language)
        #expect(reasonsWritten(for: name, in: words) == reasons, "\(procedure)")
    }

    /// Says who asks, answers section after section, sends, and opens the newest letter.
    private func receipt(
        _ procedure: String, _ answers: [String: String], _ ana: Browser
    ) async throws -> String {
        let csrf = try await ana.csrf()
        let people = [
            "members": "0", "name": "Ana Exemplo", "birth": "1990-05-17", "municipality": "1106",
            "step": "check",
        ]
        var answer = try await ana.post("/cases/new/\(procedure)", people, csrf: csrf)
        // The request leads on to its first section.
        var path = try location(try await ana.get(location(answer)))
        for _ in 0..<sectionsMax where !path.hasSuffix("/review") {
            answer = try await ana.post(path, answers.merging(["step": "check"]) { $1 }, csrf: csrf)
            path = try location(answer)
        }
        let request = path.replacingOccurrences(of: "/review", with: "")
        let sent = try await ana.post(request + "/sending", [:], csrf: csrf)
        let page = try await ana.get(location(sent))
        let letter = try #require(page.between("href=\"/letters/", "\""))
        return try await ana.get("/letters/" + letter).text
    }

    private func location(_ answer: PlainAnswer) throws -> String {
        guard let path = answer.header("location")?.split(separator: "?").first else {
            throw Trouble("answered \(answer.status): \(answer.text)")
        }
        return String(path)
    }
}

/// What is asked for, and what is answered in the form.
private let requests: [(String, [String: String])] = [
    ("recognition-level", ["proof": "all", "knowsEarlier": "yes", "wantsGrade": "yes"]),
    ("recognition-level", ["proof": "some"]),
    ("recognition-automatic", ["proof": "all", "wantsGrade": "yes"]),
    ("recognition-specific", ["proof": "none", "thesisAsked": "yes"]),
    ("recognition-humanitarian", ["proof": "none", "emergencyKind": "other"]),
    ("recognition-humanitarian", ["proof": "some", "emergencyKind": "ukraine"]),
    ("recognition-humanitarian", [:]),
]

/// More than any of these forms has.
private let sectionsMax = 8
