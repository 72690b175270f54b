import Kernel
import Testing

@testable import Cases

/// A letter says what the tables say: their silence, their doubts and their articles, and no words of its own.
@Suite struct NeedsTests {
    @Test func `a table that says nothing of somebody is said to be silent`() throws {
        let silent = policy(changing: [
            documentsFile: {
                $0.replacing("<text>\"holder\"</text>", with: "<text>\"parent\"</text>")
            }
        ])
        let letter = try receipt(silent)
        let answer = try #require(block(documents, in: letter))
        #expect(answer.contains("A tabela dos documentos não dá resposta para esta pessoa."))
        #expect(!answer.contains("<data") && !answer.contains("<li>"))
        #expect(
            try receipt(silent, language: "en").contains("The table of papers gives no answer"))
        let real = try #require(block(documents, in: receipt(realPolicy)))
        #expect(real.contains("<data value=\"holder-permit\">"))
        #expect(!real.contains("não dá resposta"))
    }

    @Test func `a table that contradicts itself on who comes gives no answer, and the letter none`()
        throws
    {
        let silent = policy(changing: [
            attendanceFile: {
                $0.replacing("hitPolicy=\"COLLECT\"", with: "hitPolicy=\"UNIQUE\"")
            }
        ])
        let answer = try #require(block(attendance, in: receipt(silent)))
        #expect(answer.contains("A tabela não diz se esta pessoa vem pessoalmente."))
        #expect(!answer.contains("<data"))
        let real = try #require(block(attendance, in: receipt(realPolicy)))
        #expect(real.contains("<data") && !real.contains("A tabela não diz"))
    }

    @Test func `a rule without a reason borrows none from the page around it`() throws {
        let wordless = policy(changing: [
            documentsFile: {
                $0.replacing("name=\"article\"", with: "name=\"other\"")
                    .replacing("name=\"because_pt\"", with: "name=\"another\"")
            }
        ])
        let answer = try #require(block(documents, in: receipt(wordless)))
        #expect(answer.contains("A tabela não diz porquê."))
        #expect(!answer.contains("artigo") && !answer.contains("Porquê:"))
    }

    @Test func `an article alone stands for the reason, once`() throws {
        let bare = policy(changing: [
            documentsFile: { $0.replacing("name=\"because_pt\"", with: "name=\"another\"") }
        ])
        let answer = try #require(block(documents, in: receipt(bare)))
        #expect(answer.contains("Porquê: artigo 103.º"))
        #expect(!answer.contains("(artigo"))
    }

    @Test func `what is not confirmed is marked, rule by rule`() throws {
        let sure = policy(changing: [
            documentsFile: { $0.replacing("<text>no</text>", with: "<text>yes</text>") }
        ])
        let mark = "[fonte ainda não confirmada]"
        let answer = try #require(block(documents, in: receipt(sure)))
        #expect(!answer.contains(mark))
        let real = try #require(block(documents, in: receipt(realPolicy)))
        #expect(real.ranges(of: mark).count == real.ranges(of: "<data").count)
    }

    @Test func `a name in a table cannot become markup in a letter`() throws {
        let marked = policy(changing: [
            documentsFile: {
                $0.replacing("O pedido assenta", with: "&lt;b&gt;O pedido assenta")
            }
        ])
        let answer = try #require(block(documents, in: receipt(marked)))
        #expect(answer.contains("&lt;b&gt;O pedido") && !answer.contains("<b>"))
    }

    @Test func `a reason that the letter does not know is found with its line`() throws {
        let broken = policy(changing: [
            "letters/receipt.pt.mustache": { $0.replacing("{{because}}", with: "{{why}}") }
        ])
        let problem = try #require(faults(in: broken).first)
        #expect(problem.file == "letters/receipt.pt.mustache" && problem.field == "why")
    }

    @Test(arguments: [
        ("who-attends/nobody", "has no decision 'nobody'"),
        ("nobody/familyReunification", "no decision model 'nobody'"),
        ("who-attends", "write MODEL/DECISION"),
    ])
    func `a decision of attendance that is not there is found at start`(
        named: String, message: String
    ) {
        let broken = policy(changing: [
            procedureFile: { $0.replacing("who-attends/familyReunification", with: named) }
        ])
        #expect(
            faults(in: broken).contains {
                $0.file == procedureFile && $0.message.contains(message)
            })
        #expect(throws: (any Error).self) { try readPolicy(broken) }
    }

    @Test func `an answer of attendance without words is found at start`() {
        let broken = policy(changing: [
            wizardFile: {
                $0.replacing("- code: relative-at-agency", with: "- code: relative-elsewhere")
            }
        ])
        #expect(
            faults(in: broken).contains {
                $0.file == procedureFile && $0.message.contains("'relative-at-agency'")
            })
        #expect(throws: PolicyFault.self) { try readPolicy(broken) }
    }
}

private let documents = "family-documents/documents"
private let attendance = "who-attends/familyReunification"
private let documentsFile = "decisions/family-documents.dmn"
private let attendanceFile = "decisions/who-attends.dmn"
private let procedureFile = "procedures/family-reunification.yaml"
private let wizardFile = "wizards/family-reunification.yaml"

/// The receipt of a request of Ana alone, on a page with an article of its own.
private func receipt(_ folder: PolicyFolder, language: String = "pt") throws -> String {
    let policy = try readPolicy(folder)
    let desk = NeedsDesk(
        procedure: try #require(policy.procedure("family-reunification")),
        household: anasHousehold, day: day("2026-11-23"), now: after(1), language: language,
        policy: policy)
    let head = LetterHead(
        reference: "R", office: "O", date: "D", addressee: "A", procedure: "p", demo: false)
    let page = ReceiptPage(
        head: head, filed: "F", people: [], law: "L", due: "D", article: "artigo 105.º",
        unverified: true, ifSilent: "S", needs: [try desk.needs(anasHousehold.holder, role: "r")])
    return try policy.letters.render(.receipt, language, page)
}

/// What a letter says of one decision.
private func block(_ decision: String, in letter: String) -> Substring? {
    guard let start = letter.firstRange(of: "data-decision=\"\(decision)\"") else { return nil }
    let rest = letter[start.upperBound...]
    return rest.firstRange(of: "</div>").map { rest[..<$0.lowerBound] }
}
