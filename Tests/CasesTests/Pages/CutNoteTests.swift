import Kernel
import Languages
import Storage
import TestSupport
import Testing
import Web

@testable import Cases

/// A list that shows no more than so many says so.
struct CutNoteTests {
    @Test func `a list says that it was cut where it may have been, and nothing where it was not`()
        throws
    {
        let t = try houseLanguages().translator("en")
        #expect(cutNote(t, shown: 199, of: 200) == nil)
        let note = try #require(cutNote(t, shown: 200, of: 200))
        #expect(String(decoding: note.bytes, as: UTF8.self).contains("These are the first 200."))
    }

    @Test func `a person whose file many opened reads that only the latest stand there`()
        async throws
    {
        let house = try await Browser()
        let kase = try await house.fixture.file()
        try await house.fixture.database.write { db in
            for number in 0..<60 {
                try db.run(
                    """
                    INSERT INTO looked (id, kase, account, name, purpose, at)
                    VALUES (\(Int64(number + 1)), \(kase.id), 7, \("O\(number)"), 'status', \(noon))
                    """)
            }
        }
        let page = try await house.get("/cases/\(kase.reference)", as: "ana").text
        #expect(page.contains("Only the latest looks stand here."))
        #expect(page.contains("/holdings"))
    }
}
