import Kernel
import Languages
import TestSupport
import Testing
import Web

@testable import Cases

@Suite struct VerifyTests {
    @Test func `what was made for demonstration says so, on the pages, on paper and at the check`()
        async throws
    {
        let house = try await Browser()
        let (note, ribbon) = ("class=\"demo-note", "class=\"ribbon")
        for (person, isDemo) in [(ana, false), (olena, true)] {
            let who = person.name.lowercased()
            let kase = try await house.fixture.file(person)
            let letter = try await house.fixture.letter(.receipt, of: kase)
            let certificate = try await house.fixture.certify(kase, at: after(1), by: person)
            let code = try await house.fixture.code(certificate)
            for (path, reader) in [
                ("/cases", who), ("/cases/\(kase.reference)", who), ("/letters/\(letter.id)", who),
                ("/letters/\(certificate)", who), ("/desk/cases/\(kase.reference)", "bruno"),
                ("/verify/\(letter.code)", nil), ("/verify/\(code)", nil),
            ] as [(String, String?)] {
                let page = try await house.get(path, as: reader)
                #expect(
                    (page.text.contains(note) || page.text.contains(ribbon)) == isDemo, "\(path)")
            }
            let paper = LetterDocument(
                letter: letter, reference: kase.reference, verifyBase: "https://cais.test")
            #expect(
                paper.print(house.languages.translator("pt"), style: "").contains(ribbon) == isDemo)
        }
        let queue = try await house.get("/desk", as: "bruno").text
        #expect(queue.split(separator: ">demo</span>").count - 1 == 1)
    }

    @Test func `the page of a code names nobody of the file, and not the file`() async throws {
        let house = try await Browser()
        let kase = try await house.fixture.file()
        let receipt = try await house.fixture.letter(.receipt, of: kase).code
        let certificate = try await house.fixture.code(
            house.fixture.certify(kase, at: after(1)))
        for path in ["/verify/\(receipt)", "/verify/\(certificate)", "/verify?code=\(receipt)"] {
            let page = try await house.get(path, as: nil)
            #expect(page.status == 200 && page.text.contains("Valid"), "\(path)")
            for word in ["Exemplo", kase.reference.text] {
                #expect(!page.text.contains(word), "\(word) on \(path)")
            }
        }
    }

    @Test func `no code, a wrong code and a code of nobody are one answer`() async throws {
        let house = try await Browser()
        let answers = try await [
            house.get("/verify/0", as: nil), house.get("/verify/\(VerifyCode.new())", as: nil),
            house.get("/verify?code=0", as: nil),
        ]
        #expect(answers.map(\.status) == [404, 404, 404])
        // Only what was typed and the number of the request differ.
        let plain = answers.map { answer in
            answer.text.replacing(/value="[^"]*"/, with: "").replacing(/[0-9a-f]{8,}/, with: "")
        }
        #expect(Set(plain).count == 1)
    }

    @Test func `whoever tries code after code has to wait`() async throws {
        let house = try await Browser()
        var statuses = Set<Int>()
        for _ in 0..<61 { statuses.insert(try await house.get("/verify/0", as: nil).status) }
        #expect(statuses == [404, 429])
        #expect(try await house.get("/verify", as: nil).status == 200)
    }
}
