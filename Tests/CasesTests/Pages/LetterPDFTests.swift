import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Cases

/// A letter is printed once, and nobody's letters hold up those of all others.
@Suite struct LetterPDFTests {
    @Test func `the PDF of a letter is kept sealed, and given again without a print`() async throws
    {
        let house = try await Browser()
        let kase = try await house.fixture.file()
        let letter = try await house.fixture.letter(.receipt, of: kase).id
        let path = "/letters/\(letter)/pdf"
        let first = try await house.get(path, as: "ana")
        #expect(first.status == 200)
        let kept = try await house.fixture.database.read { db in
            try LetterPDF.find(letter, in: db)
        }
        #expect(kept == first.body)
        try await house.fixture.database.write { db in
            try db.run("DELETE FROM letter_pdf")
            try LetterPDF.keep(Array("%PDF-kept".utf8), of: letter, in: db)
            try LetterPDF.keep(Array("%PDF-later".utf8), of: letter, in: db)
        }
        #expect(try await house.get(path, as: "ana").body == Array("%PDF-kept".utf8))
        let stored = try await house.fixture.database.read { db in
            try db.value("SELECT pdf FROM letter_pdf", as: [UInt8].self)
        }
        #expect(stored?.starts(with: Array("%PDF".utf8)) == false)
        #expect(try await house.get(path, as: "yusuf").status == 404, "kept is not shown to all")
    }

    @Test func `two letters of a person are printed at once, a third waits, others do not`() throws
    {
        let gate = PrintGate()
        for _ in 0..<2 { try gate.enter(ana.account) }
        #expect(throws: Refused.self) { try gate.enter(ana.account) }
        try gate.enter(yusuf.account)
        gate.leave(ana.account)
        try gate.enter(ana.account)
    }
}
