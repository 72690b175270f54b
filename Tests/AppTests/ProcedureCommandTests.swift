import Formats
import Kernel
import TestSupport
import Testing

@testable import App

/// `cais procedures diff` and `cais procedures migrate` on a whole installation.
struct ProcedureCommandTests {
    private let code = "family-reunification"

    @Test func `two versions and two folders are compared, and what is neither is refused`()
        async throws
    {
        let options = try await DemoStore.shared.copy().options
        let (old, new) = ("\(code)@law-23-2007", "\(code)@law-61-2025")
        let answer = try procedureDifferences(options, old, new, language: "pt")
        #expect(answer.isGood && answer.text.contains("Quanto tempo: 3 meses; agora 9 meses"))
        let found = try JSON.parse(answer.json)["differences"]?.arrayValue ?? []
        #expect(found.contains { $0["for"]?.stringValue == "person" })
        let same = try procedureDifferences(
            options, options.policy, options.policy, language: "en")
        #expect(same.text == "Nothing differs.")
        for other in ["no-such-file", "\(code)@", "a@b@c"] {
            #expect(throws: Trouble.self) {
                try procedureDifferences(options, old, other, language: "en")
            }
        }
        #expect(throws: Trouble.self) {
            try procedureDifferences(options, old, new, language: "xx")
        }
    }

    @Test func `a supervisor moves the files of a version as the dry run said, and takes it back`()
        async throws
    {
        let options = try await DemoStore.shared.copy().options
        func move(_ dryRun: Bool, by login: String = "carla") async throws -> JSON {
            let wish = MoveWish(
                procedure: code, from: "law-61-2025", to: "law-23-2007", because: "Um ensaio.",
                basis: "artigo 7.º (inventado para este teste)", evenUnfavourable: true,
                dryRun: dryRun)
            return try JSON.parse(
                try await moveProcedure(options, wish, by: login, language: "en").json)
        }
        let trial = try await move(true)
        let run = try await move(false)
        #expect(trial["verdicts"] == run["verdicts"] && trial["run"]?.isNull == true)
        let counts = try #require(run["verdicts"]?.objectValue)
        let moved = counts.filter { $0.key != "cannot" }.compactMap(\.value.intValue).reduce(0, +)
        #expect(moved > 0)
        #expect(try await rebuildCases(options).isGood)
        let number = try #require(run["run"]?.stringValue)
        await #expect(throws: (any Error).self) {
            try await continueMove(options, run: number, undo: true, by: "bruno", language: "en")
        }
        let back = try await continueMove(
            options, run: number, undo: true, by: "carla", language: "en")
        let json = try JSON.parse(back.json)
        #expect(json["returned"]?.intValue == moved && json["kept"]?.intValue == 0)
        #expect(try await rebuildCases(options).isGood)
        #expect(try await verify(options, against: nil, export: nil).isGood)
        for nobody in ["bruno", "ana", "nobody-here"] {
            await #expect(throws: (any Error).self) { try await move(true, by: nobody) }
        }
    }
}
